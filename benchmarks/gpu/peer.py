"""The updates of benchmarks/README.md in PyTorch on a GPU: eager, captured in a CUDA graph, and compiled.

Prints the same kinds of lines as GpuTimes. Float32 throughout, TF32 off. PyTorch gets the best it offers:
fused Adam, real and generated rows stacked into one batch, noise and minibatches made on the device, and
two ways to write the penalty: double backward, as everyone writes it, and the slope as an expression of
its own, which torch.compile can see through.

    peer.py             all ways and sizes, each in a process of its own
    peer.py WAY SIZE    one of them, here
"""

import os
import subprocess
import sys
import time

import torch
import torch.nn.functional as F

PENALTY = 10.0
SLOPE = 0.2
NORM_GUARD = 1e-12
ADAM = dict(lr=5e-4, betas=(0.5, 0.9), eps=1e-8)
DEVICE = "cuda"
# Seconds for one way and size: compilation takes most of a minute where it is slow.
LIMIT = 150


class Size:
    def __init__(self, batch, row, noise, generator, critic, dropout, table):
        self.batch, self.row, self.noise = batch, row, noise
        self.generator, self.critic, self.dropout, self.table = generator, critic, dropout, table


ARTICLE = Size(128, 64, 32, [128, 256, 512], [512, 256, 128], 0.1, 28_078)
LARGE = Size(8192, 64, 32, [1024] * 3, [1024] * 3, 0.1, 28_078)


def layers(widths):
    parameters = []
    for width, after in zip(widths, widths[1:]):
        bound = (3.0 / width) ** 0.5
        weight = torch.empty(after, width, device=DEVICE).uniform_(-bound, bound)
        bias = torch.empty(after, device=DEVICE).uniform_(-0.1, 0.1)
        parameters += [weight.requires_grad_(), bias.requires_grad_()]
    return parameters


class Training:
    """Networks, table and optimisers; a step leaves its loss in a tensor and asks the host nothing."""

    def __init__(self, size, slope_written_out):
        self.size = size
        self.slope_written_out = slope_written_out
        self.generator = layers([size.noise, *size.generator, size.row])
        self.critic = layers([size.row, *size.critic, 1])
        self.table = torch.rand(size.table, size.row, device=DEVICE)
        self.order = torch.randperm(size.table, device=DEVICE)
        self.places = torch.arange(size.batch, device=DEVICE)
        self.counter = torch.zeros((), dtype=torch.int64, device=DEVICE)
        # On the device: as numbers they would be written there anew at every use.
        self.one = torch.ones((), device=DEVICE)
        self.leak = torch.full((), SLOPE, device=DEVICE)
        self.critic_adam = torch.optim.Adam(self.critic, fused=True, capturable=True, **ADAM)
        self.generator_adam = torch.optim.Adam(self.generator, fused=True, capturable=True, **ADAM)

    def generate(self, noise):
        y = noise
        for i in range(0, len(self.generator) - 2, 2):
            y = F.relu(F.linear(y, self.generator[i], self.generator[i + 1]))
        return F.linear(y, self.generator[-2], self.generator[-1])

    def score(self, rows):
        """Scores as everyone writes them."""
        y = rows
        hidden = len(self.size.critic)
        for i in range(hidden):
            y = F.leaky_relu(F.linear(y, self.critic[2 * i], self.critic[2 * i + 1]), SLOPE)
            if i < hidden - 1:
                y = F.dropout(y, self.size.dropout)
        return F.linear(y, self.critic[-2], self.critic[-1])

    def factors(self, rows):
        """What each hidden layer's activation and dropout multiply by, which is the same on the way back."""
        y, factors = rows, []
        hidden = len(self.size.critic)
        for i in range(hidden):
            z = F.linear(y, self.critic[2 * i], self.critic[2 * i + 1])
            factor = torch.where(z > 0, self.one, self.leak)
            if i < hidden - 1:
                factor = F.dropout(factor, self.size.dropout)
                y = z * factor
            factors.append(factor)
        return factors

    def slope(self, factors):
        """The gradient of the scores by the rows, as an expression: no second backward is needed."""
        u = self.critic[-2].expand(factors[-1].shape)
        for i in reversed(range(len(factors))):
            u = (u * factors[i]) @ self.critic[2 * i]
        return u

    def critic_loss(self, real, fake, mixed):
        batch = self.size.batch
        both = torch.cat([real, fake])
        scores = self.score(both)
        if self.slope_written_out:
            with torch.no_grad():  # piecewise constant
                factors = self.factors(mixed)
            slope = self.slope(factors)
        else:
            (slope,) = torch.autograd.grad(self.score(mixed).sum(), mixed, create_graph=True)
        distance = scores[batch:].mean() - scores[:batch].mean()
        norm = (slope.square().sum(1) + NORM_GUARD).sqrt()
        return distance + PENALTY * (norm - 1).square().mean()

    def critic_step(self):
        size = self.size
        with torch.no_grad():
            places = self.order[(self.places + self.counter) % size.table]
            real = self.table.index_select(0, places)
            fake = self.generate(torch.randn(size.batch, size.noise, device=DEVICE))
            mixed = fake + torch.rand(size.batch, 1, device=DEVICE) * (real - fake)
            self.counter += size.batch
        if not self.slope_written_out:
            mixed.requires_grad_()
        loss = self.critic_loss(real, fake, mixed)
        self.critic_adam.zero_grad(set_to_none=True)
        loss.backward(inputs=self.critic)
        self.critic_adam.step()
        return loss.detach()

    def generator_step(self):
        size = self.size
        fake = self.generate(torch.randn(size.batch, size.noise, device=DEVICE))
        loss = -self.score(fake).mean()
        self.generator_adam.zero_grad(set_to_none=True)
        loss.backward(inputs=self.generator)
        self.generator_adam.step()
        return loss.detach()


def captured(step):
    """The step as a CUDA graph, as the documentation has it: warm up on a side stream, then capture."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(11):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        loss = step()

    def replay():
        graph.replay()
        return loss

    # The graph works on the networks' and optimisers' memory, which goes when nobody refers to them.
    replay.keep = step
    return replay


def measure(name, run):
    """Median over five of the time of many runs."""
    for _ in range(20):
        loss = run()
    torch.cuda.synchronize()
    runs, taken = 20, 0.0
    while taken < 0.5:
        start = time.perf_counter()
        for _ in range(runs):
            loss = run()
        torch.cuda.synchronize()
        taken = time.perf_counter() - start
        if taken < 0.5:
            runs = max(2 * runs, int(runs * 0.5 / taken))
    times = []
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(runs):
            loss = run()
        torch.cuda.synchronize()
        times.append((time.perf_counter() - start) / runs)
    times.sort()
    if not torch.isfinite(loss).all():
        raise RuntimeError("the result is no longer finite")
    print(f"time {name} {times[2] * 1e6:.2f} us ({times[0] * 1e6:.2f}-{times[4] * 1e6:.2f}), {runs} runs each", flush=True)


def compile_loss(training):
    training.critic_loss = torch.compile(training.critic_loss)
    training.generate = torch.compile(training.generate)
    return training


def product():
    """A product as large as the large step's."""
    a = torch.randn(8192, 1024, device=DEVICE)
    b = torch.randn(1024, 1024, device=DEVICE)
    return lambda: a @ b


SIZES = {"article": ARTICLE, "large": LARGE}

# Name, and how to make the function that is measured.
WAYS = {
    "critic.eager": lambda size: Training(size, False).critic_step,
    "critic.graph": lambda size: captured(Training(size, False).critic_step),
    "critic.eager.slope-written-out": lambda size: Training(size, True).critic_step,
    "critic.graph.slope-written-out": lambda size: captured(Training(size, True).critic_step),
    "critic.compile.slope-written-out": lambda size: compile_loss(Training(size, True)).critic_step,
    "critic.compile+graph.slope-written-out": lambda size: captured(
        compile_loss(Training(size, True)).critic_step
    ),
    "generator.eager": lambda size: Training(size, True).generator_step,
    "generator.graph": lambda size: captured(Training(size, True).generator_step),
    "product.8192x1024x1024": lambda size: product(),
}


def one(way, size):
    torch.set_float32_matmul_precision("highest")
    torch.manual_seed(1)
    measure(f"torch.{way} {size}", WAYS[way](SIZES[size]))
    return 0


def all_ways():
    """Each in a process of its own: a capture that fails spoils what comes after it in the same one."""
    here = [sys.executable, os.path.abspath(__file__)]
    print(f"torch {torch.__version__}, CUDA {torch.version.cuda}", flush=True)
    device = [sys.executable, "-c", "import torch; print(torch.cuda.get_device_name())"]
    if subprocess.run(device, timeout=LIMIT, check=False).returncode != 0:
        return 1
    measured = 0
    for size in SIZES:
        for way in WAYS:
            if way.startswith("product") and size != "large":
                continue
            try:
                run = subprocess.run([*here, way, size], timeout=LIMIT, stderr=subprocess.PIPE, text=True, check=False)
                problem = None if run.returncode == 0 else f"exit status {run.returncode}\n{run.stderr[-3000:]}"
            except subprocess.TimeoutExpired:
                problem = f"not done after {LIMIT} s"
            if problem is None:
                measured += 1
            else:
                print(f"absent torch.{way} {size}: {problem}", flush=True)
    return 0 if measured > 0 else 1


if __name__ == "__main__":
    sys.exit(all_ways() if len(sys.argv) < 3 else one(sys.argv[1], sys.argv[2]))
