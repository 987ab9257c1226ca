package io.semblance.cuda;

import io.semblance.engine.EngineException;
import jcuda.CudaException;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.JCudaDriver;

/** Launches captured from a stream, as a graph that is instantiated once. */
final class JcudaGraph implements Device.Graph {
  private final CUstream stream;
  private final CUgraph graph = new CUgraph();
  private final CUgraphExec executable = new CUgraphExec();

  /**
   * Captures in relaxed mode: the first use of a library's kernel may load code, which stricter
   * modes forbid, also to sessions on other threads.
   */
  JcudaGraph(CUstream stream, Runnable launches) {
    this.stream = stream;
    JcudaDevice.called(
        "cuStreamBeginCapture",
        () ->
            JCudaDriver.cuStreamBeginCapture(
                stream, CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_RELAXED));
    boolean done = false;
    try {
      launches.run();
      done = true;
    } finally {
      if (done) {
        JcudaDevice.called(
            "cuStreamEndCapture", () -> JCudaDriver.cuStreamEndCapture(stream, graph));
      } else {
        abandon();
      }
    }
    JcudaDevice.called(
        "cuGraphInstantiate", () -> JCudaDriver.cuGraphInstantiate(executable, graph, 0L));
  }

  /** Ends a capture that failed, whose own error is the one to be told. */
  private void abandon() {
    try {
      JCudaDriver.cuStreamEndCapture(stream, graph);
    } catch (CudaException e) {
      // The launch's exception is under way and says more.
    }
  }

  @Override
  public void launch() {
    try {
      JCudaDriver.cuGraphLaunch(executable, stream);
    } catch (CudaException e) {
      throw new EngineException("CUDA: cuGraphLaunch failed: " + e.getMessage(), e);
    }
  }

  @Override
  public int nodes() {
    long[] count = new long[1];
    JcudaDevice.called("cuGraphGetNodes", () -> JCudaDriver.cuGraphGetNodes(graph, null, count));
    return Math.toIntExact(count[0]);
  }

  @Override
  public void close() {
    JcudaDevice.called("cuGraphExecDestroy", () -> JCudaDriver.cuGraphExecDestroy(executable));
    JcudaDevice.called("cuGraphDestroy", () -> JCudaDriver.cuGraphDestroy(graph));
  }
}
