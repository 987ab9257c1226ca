"""The updates of benchmarks/README.md in PyTorch on a GPU: eager, captured in a CUDA graph, and compiled.

Prints the same kinds of lines as GpuTimes. Float32 throughout, TF32 off. PyTorch gets the best it offers:
fused Adam, real and generated rows stacked into one batch, noise and minibatches made on the device, and
two ways to write the penalty: double backward, as everyone writes it, and the slope as an expression of
its own, which torch.compile can see through.
"""

import sys
import time

import torch
import torch.nn.functional as F

PENALTY = 10.0
SLOPE = 0.2
NORM_GUARD = 1e-12
ADAM = dict(lr=5e-4, betas=(0.5, 0.9), eps=1e-8)
DEVICE = "cuda"


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
        self.critic_adam = torch.optim.Adam(self.critic, fused=True, capturable=True, **ADAM)
        self.generator_adam = torch.optim.Adam(self.generator, fused=True, capturable=True, **ADAM)

    def generate(self, noise):
        y = noise
        for i in range(0, len(self.generator) - 2, 2):
            y = F.relu(F.linear(y, self.generator[i], self.generator[i + 1]))
        return F.linear(y, self.generator[-2], self.generator[-1])

    def masks(self, rows):
        """Dropout after every hidden layer but the last."""
        keep = 1 - self.size.dropout
        return [
            (torch.rand(rows, width, device=DEVICE) < keep) / keep for width in self.size.critic[:-1]
        ]

    def score(self, rows):
        """Scores as everyone writes them."""
        y = rows
        hidden = len(self.size.critic)
        for i in range(hidden):
            y = F.leaky_relu(F.linear(y, self.critic[2 * i], self.critic[2 * i + 1]), SLOPE)
            if i < hidden - 1:
                y = F.dropout(y, self.size.dropout)
        return F.linear(y, self.critic[-2], self.critic[-1])

    def score_with_factors(self, rows, masks):
        """Scores, and the factor that each hidden layer's activation and mask have on the way back."""
        y, factors = rows, []
        hidden = len(self.size.critic)
        for i in range(hidden):
            z = F.linear(y, self.critic[2 * i], self.critic[2 * i + 1])
            factor = torch.where(z > 0, 1.0, SLOPE)
            if i < len(masks):
                factor = factor * masks[i]
            factors.append(factor)
            y = z * factor
        return F.linear(y, self.critic[-2], self.critic[-1]), factors

    def slope(self, factors):
        """The gradient of the scores by the rows, as an expression: no second backward is needed."""
        u = self.critic[-2].expand(factors[-1].shape)
        for i in reversed(range(len(factors))):
            u = (u * factors[i]) @ self.critic[2 * i]
        return u

    def critic_loss(self, real, fake, mixed):
        batch = self.size.batch
        both = torch.cat([real, fake])
        if self.slope_written_out:
            scores, _ = self.score_with_factors(both, self.masks(2 * batch))
            _, factors = self.score_with_factors(mixed, self.masks(batch))
            slope = self.slope(factors)
        else:
            scores = self.score(both)
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
        raise RuntimeError(f"the loss became {loss.item()}")
    print(f"time {name} {times[2] * 1e6:.2f} us ({times[0] * 1e6:.2f}-{times[4] * 1e6:.2f}), {runs} runs each", flush=True)


def attempt(name, make):
    """What PyTorch refuses is told and left out."""
    try:
        measure(name, make())
    except Exception as e:  # whatever it is, the other ways are still to be measured
        print(f"absent {name}: {type(e).__name__}: {str(e).splitlines()[0] if str(e) else ''}", flush=True)


def compile_loss(training):
    training.critic_loss = torch.compile(training.critic_loss)
    training.generate = torch.compile(training.generate)
    return training


def all_ways(label, size):
    for written_out in (False, True):
        style = "slope-written-out" if written_out else "double-backward"
        attempt(f"critic.{label} torch.eager {style}", lambda: Training(size, written_out).critic_step)
        attempt(
            f"critic.{label} torch.graph {style}",
            lambda: captured(Training(size, written_out).critic_step),
        )
    attempt(
        f"critic.{label} torch.compile slope-written-out",
        lambda: compile_loss(Training(size, True)).critic_step,
    )
    attempt(
        f"critic.{label} torch.compile+graph slope-written-out",
        lambda: captured(compile_loss(Training(size, True)).critic_step),
    )
    attempt(f"generator.{label} torch.eager", lambda: Training(size, True).generator_step)
    attempt(f"generator.{label} torch.graph", lambda: captured(Training(size, True).generator_step))


def product():
    """A product as large as the large step's."""
    a = torch.randn(8192, 1024, device=DEVICE)
    b = torch.randn(1024, 1024, device=DEVICE)
    return lambda: a @ b


def main():
    if not torch.cuda.is_available():
        print("no GPU that PyTorch can use", file=sys.stderr)
        return 1
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.set_float32_matmul_precision("highest")
    torch.manual_seed(1)
    print(f"torch {torch.__version__}, CUDA {torch.version.cuda}, {torch.cuda.get_device_name()}")
    all_ways("article", ARTICLE)
    attempt("product.8192x1024x1024 torch", product)
    all_ways("large", LARGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
