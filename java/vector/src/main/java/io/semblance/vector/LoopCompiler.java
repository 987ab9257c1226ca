package io.semblance.vector;

import io.semblance.engine.compile.Operation;
import io.semblance.engine.cpu.LoopForm;
import io.semblance.engine.cpu.LoopForm.Kind;
import io.semblance.engine.cpu.LoopForm.Op;
import io.semblance.engine.cpu.LoopForm.Operand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes a class with one loop for a form of chain, in which every value stays in a register of the
 * processor. One loop for each operation, with the values between in the first-level cache, took
 * Adam's update of 131,072 weights 374 us; this takes 70.
 */
final class LoopCompiler implements Opcodes {
  /**
   * Bytes of a class. The JIT compiler leaves methods of more than 8,000 bytes to the interpreter.
   */
  private static final int LARGEST = 8_000;

  private static final int LANES = Tile.LANES;
  private static final String NAME = "io/semblance/vector/CompiledLoop";
  private static final String VECTOR = "jdk/incubator/vector/FloatVector";
  private static final String SPECIES = "jdk/incubator/vector/VectorSpecies";
  private static final String RUN = "([[F[I[FI)I";

  // Locals of the method: this, its parameters, then what the loop needs.
  private static final int ARRAYS = 1;
  private static final int PLACES = 2;
  private static final int SCALARS = 3;
  private static final int N = 4;
  private static final int END = 5;
  private static final int I = 6;
  private static final int FREE = 7;

  /** The method of {@link Formulas} that computes an operation. */
  private static final Operation.Visitor<String> FORMULAS =
      new Operation.Visitor<>() {
        @Override
        public String unary(Operation.Unary op) {
          return switch (op) {
            case EXP -> "exp";
            case LOG -> "log";
            case SQRT -> "sqrt";
            case TANH -> "tanh";
          };
        }

        @Override
        public String binary(Operation.Binary op) {
          return switch (op) {
            case ADD -> "add";
            case MUL -> "mul";
            case DIV -> "div";
            case MAX -> "max";
            case GREATER -> "greater";
          };
        }

        @Override
        public String ternary(Operation.Ternary op) {
          return switch (op) {
            case MULTIPLY_ADD -> "multiplyAdd";
            case GATE -> "gate";
          };
        }
      };

  private final LoopForm form;
  private final Map<Operand, Integer> vectors = new HashMap<>();
  private final int firstArray = FREE;
  private int free;
  private MethodVisitor code;
  private boolean found;

  private LoopCompiler(LoopForm form) {
    this.form = form;
    // For each array, the array and its place.
    this.free = firstArray + 2 * form.arrays();
  }

  /** What a made class does; see {@link io.semblance.engine.cpu.Kernels.Loop#run}. */
  interface Body {
    int run(float[][] arrays, int[] at, float[] scalars, int n);
  }

  /** The loop of a form, or null if it would be too long for the JIT compiler. */
  static Body compile(LoopForm form) {
    byte[] bytes = new LoopCompiler(form).bytes();
    if (bytes == null) {
      return null;
    }
    try {
      return (Body)
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The loop of a chain could not be made: " + form, e);
    }
  }

  private byte[] bytes() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    String body = Body.class.getName().replace('.', '/');
    writer.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, "java/lang/Object", new String[] {body});
    MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(0, 0);
    code = writer.visitMethod(ACC_PUBLIC, "run", RUN, null, null);
    method();
    code.visitMaxs(0, 0);
    try {
      byte[] bytes = writer.toByteArray();
      return bytes.length > LARGEST ? null : bytes;
    } catch (MethodTooLargeException e) {
      return null;
    }
  }

  private void method() {
    code.visitVarInsn(ILOAD, N);
    code.visitLdcInsn(-LANES);
    code.visitInsn(IAND);
    code.visitVarInsn(ISTORE, END);
    for (int k = 0; k < form.arrays(); k++) {
      element(ARRAYS, k, AALOAD);
      code.visitVarInsn(ASTORE, firstArray + 2 * k);
      element(PLACES, k, IALOAD);
      code.visitVarInsn(ISTORE, firstArray + 2 * k + 1);
    }
    form.ops().forEach(op -> op.operands().forEach(this::broadcast));
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, I);
    Label head = new Label();
    Label exit = new Label();
    code.visitLabel(head);
    code.visitVarInsn(ILOAD, I);
    code.visitVarInsn(ILOAD, END);
    code.visitJumpInsn(IF_ICMPGE, exit);
    int inLoop = free;
    for (int k = 0; k < form.ops().size(); k++) {
      operation(k, form.ops().get(k));
    }
    free = inLoop;
    code.visitIincInsn(I, LANES);
    code.visitJumpInsn(GOTO, head);
    code.visitLabel(exit);
    code.visitVarInsn(ILOAD, END);
    code.visitInsn(IRETURN);
  }

  /** Pushes element {@code index} of an array that is a parameter. */
  private void element(int array, int index, int load) {
    code.visitVarInsn(ALOAD, array);
    code.visitLdcInsn(index);
    code.visitInsn(load);
  }

  /** Before the loop, a vector of an operand that stays the same. */
  private void broadcast(Operand o) {
    if (o.kind() != Kind.SCALAR && o.kind() != Kind.CONSTANT || vectors.containsKey(o)) {
      return;
    }
    species();
    if (o.kind() == Kind.SCALAR) {
      element(SCALARS, o.index(), FALOAD);
    } else {
      code.visitLdcInsn(o.value());
    }
    code.visitMethodInsn(
        INVOKESTATIC, VECTOR, "broadcast", "(L" + SPECIES + ";F)L" + VECTOR + ";", false);
    keep(o);
  }

  private void operation(int index, Op op) {
    op.operands().forEach(this::load);
    int parameters = free;
    for (int p = 0; p < op.operands().size(); p++) {
      code.visitVarInsn(ALOAD, vectors.get(op.operands().get(p)));
      code.visitVarInsn(ASTORE, parameters + p);
    }
    copyFormula(op.operation().accept(FORMULAS), parameters);
    keep(new Operand(Kind.RESULT, index, 0));
    if (op.store() >= 0) {
      code.visitVarInsn(ALOAD, vectors.get(new Operand(Kind.RESULT, index, 0)));
      place(op.store());
      code.visitMethodInsn(INVOKEVIRTUAL, VECTOR, "intoArray", "([FI)V", false);
    }
  }

  /** The elements of an array, when an operation first needs them. */
  private void load(Operand o) {
    if (o.kind() != Kind.ARRAY || vectors.containsKey(o)) {
      return;
    }
    species();
    place(o.index());
    code.visitMethodInsn(
        INVOKESTATIC, VECTOR, "fromArray", "(L" + SPECIES + ";[FI)L" + VECTOR + ";", false);
    keep(o);
  }

  private void species() {
    code.visitFieldInsn(GETSTATIC, "io/semblance/vector/Tile", "SPECIES", "L" + SPECIES + ";");
  }

  private void place(int array) {
    code.visitVarInsn(ALOAD, firstArray + 2 * array);
    code.visitVarInsn(ILOAD, firstArray + 2 * array + 1);
    code.visitVarInsn(ILOAD, I);
    code.visitInsn(IADD);
  }

  /** Gives the vector on the stack a local of its own. */
  private void keep(Operand o) {
    vectors.put(o, free);
    code.visitVarInsn(ASTORE, free++);
  }

  /**
   * The instructions of a method of {@link Formulas}, its parameters being in the locals from
   * {@code base} on; the result is left on the stack.
   */
  private void copyFormula(String name, int base) {
    ClassVisitor finder =
        new ClassVisitor(ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] thrown) {
            if (!method.equals(name)) {
              return null;
            }
            found = true;
            return new Inlined(code, base);
          }
        };
    found = false;
    Templates.READER.accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    if (!found) {
      throw new IllegalStateException("There is no formula " + name);
    }
  }

  /** Passes on instructions, but with locals from {@code base} on and without the return. */
  private static final class Inlined extends MethodVisitor {
    private final MethodVisitor to;
    private final int base;

    Inlined(MethodVisitor to, int base) {
      super(ASM9, to);
      this.to = to;
      this.base = base;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      to.visitVarInsn(opcode, base + local);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode != ARETURN) {
        to.visitInsn(opcode);
      }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      throw new IllegalStateException("A formula must not branch");
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {}

    @Override
    public void visitEnd() {}
  }

  /** The class file of the formulas, read once. */
  private static final class Templates {
    static final ClassReader READER = read();

    private static ClassReader read() {
      String file = Formulas.class.getSimpleName() + ".class";
      try (InputStream in = Formulas.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException(file + " is missing from the jar");
        }
        return new ClassReader(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
