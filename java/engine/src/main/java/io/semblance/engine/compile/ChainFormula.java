package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chain as formulas: {@code r0 = in0 + row(in1); out0 = max(r0, 0)}. A register that is read once
 * stands as its own expression where it is read. {@code row(x)}, {@code column(x)} and {@code
 * scalar(x)} are repeated along the other axes; {@code [a > b]} is 1 where it holds, else 0.
 */
final class ChainFormula {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int ATOM = 3;

  private final List<MicroOp> ops;
  private final Map<Integer, Term> registers = new HashMap<>();
  private final List<String> statements = new ArrayList<>();
  private int named;

  private ChainFormula(List<MicroOp> ops) {
    this.ops = ops;
  }

  /**
   * An expression.
   *
   * @param level how tightly it binds
   * @param negated the expression this one is the negative of, or null
   */
  private record Term(String text, int level, Term negated) {
    static Term atom(String text) {
      return new Term(text, ATOM, null);
    }

    /** As an operand of something that binds this tightly. */
    String within(int outer) {
      return level < outer ? "(" + text + ")" : text;
    }
  }

  static String of(Instruction.Chain chain) {
    return new ChainFormula(chain.ops()).text();
  }

  private String text() {
    for (int i = 0; i < ops.size(); i++) {
      Arg out = ops.get(i).out();
      Term value = value(ops.get(i));
      if (out.where() == Where.OUTPUT) {
        statements.add("out" + out.index() + " = " + value.text());
      } else {
        registers.put(out.index(), reads(i) == 1 ? value : name(value));
      }
    }
    return String.join("; ", statements);
  }

  private Term name(Term value) {
    String name = "r" + named++;
    statements.add(name + " = " + value.text());
    return Term.atom(name);
  }

  /** How often the register that operation {@code at} writes is read before it is written again. */
  private int reads(int at) {
    int register = ops.get(at).out().index();
    int reads = 0;
    for (MicroOp op : ops.subList(at + 1, ops.size())) {
      reads += (int) op.operands().stream().filter(a -> isRegister(a, register)).count();
      if (isRegister(op.out(), register)) {
        break;
      }
    }
    return reads;
  }

  private static boolean isRegister(Arg arg, int register) {
    return arg.where() == Where.REGISTER && arg.index() == register;
  }

  private Term value(MicroOp op) {
    Term a = term(op.a());
    Term b = op.b() == null ? null : term(op.b());
    return op.op()
        .accept(
            new Operation.Visitor<Term>() {
              @Override
              public Term unary(Operation.Unary f) {
                return Term.atom(f.name().toLowerCase(Locale.ROOT) + "(" + a.text() + ")");
              }

              @Override
              public Term binary(Operation.Binary f) {
                return switch (f) {
                  case ADD -> sum(a, b);
                  case MUL -> product(op, a, b);
                  case DIV -> new Term(a.within(PRODUCT) + " / " + b.within(ATOM), PRODUCT, null);
                  case MAX -> Term.atom("max(" + a.text() + ", " + b.text() + ")");
                  case GREATER -> greater(a, b);
                };
              }

              @Override
              public Term ternary(Operation.Ternary f) {
                return switch (f) {
                  case MULTIPLY_ADD -> sum(product(op, a, b), term(op.c()));
                  case GATE -> times(greater(a, b), term(op.c()), null);
                };
              }
            });
  }

  private static Term greater(Term a, Term b) {
    return Term.atom("[" + a.text() + " > " + b.text() + "]");
  }

  private static Term sum(Term a, Term b) {
    if (b.negated() != null) {
      return new Term(a.text() + " - " + b.negated().within(PRODUCT), SUM, null);
    }
    if (a.negated() != null) {
      return new Term(b.text() + " - " + a.negated().within(PRODUCT), SUM, null);
    }
    return new Term(a.text() + " + " + b.text(), SUM, null);
  }

  private static Term product(MicroOp op, Term a, Term b) {
    if (isMinusOne(op.a())) {
      return negative(b);
    }
    if (isMinusOne(op.b())) {
      return negative(a);
    }
    Term negated = null;
    if (a.negated() != null && op.a().where() == Where.IMMEDIATE) {
      negated = times(a.negated(), b, null);
    } else if (b.negated() != null && op.b().where() == Where.IMMEDIATE) {
      negated = times(a, b.negated(), null);
    }
    return times(a, b, negated);
  }

  private static Term times(Term a, Term b, Term negated) {
    return new Term(a.within(PRODUCT) + " * " + b.within(PRODUCT), PRODUCT, negated);
  }

  private static boolean isMinusOne(Arg arg) {
    return arg.where() == Where.IMMEDIATE && arg.value() == -1;
  }

  private static Term negative(Term of) {
    return new Term("-" + of.within(PRODUCT), PRODUCT, of);
  }

  private Term term(Arg arg) {
    return switch (arg.where()) {
      case INPUT -> Term.atom("in" + arg.index());
      case INPUT_ROW -> Term.atom("row(in" + arg.index() + ")");
      case INPUT_COLUMN -> Term.atom("column(in" + arg.index() + ")");
      case INPUT_SCALAR -> Term.atom("scalar(in" + arg.index() + ")");
      case OUTPUT -> Term.atom("out" + arg.index());
      case REGISTER -> registers.get(arg.index());
      case IMMEDIATE -> number(arg.value());
    };
  }

  private static Term number(float value) {
    boolean negative = value < 0;
    float size = Math.abs(value);
    String text = size == Math.rint(size) && size < 1e6f ? "" + (int) size : "" + size;
    return negative ? negative(Term.atom(text)) : Term.atom(text);
  }
}
