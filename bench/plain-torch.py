"""A plain PyTorch training loop, as a yardstick for engines.ts.

Modules, autograd and the optimiser as PyTorch's tutorials use them; h, y, w and the loss of the training pass are recorded
at every step. Gradients are zeroed in place: where that was compared, emptying them was slower for wide nets. Reads one
request a line from standard input and answers each with a line, both JSON; the first line says what runs here.
"""

import json
import sys
import time

import torch

torch.set_num_threads(1)


def blas():
    """The BLAS library in use, as Debian's alternatives name it; its speed decides much."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = {line.split()[-1] for line in maps if "/libblas" in line}
    return ", ".join(sorted("/".join(file.split("/")[-2:]) for file in files)) or "not found"


def network(request):
    """The layers, with the weights of the request's file: float32, per layer weight [out][in] and bias."""
    with open(request["file"], "rb") as file:
        stored = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    sizes = [1] + [request["width"]] * request["depth"] + [1]
    layers = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
    parameters = list(layers.parameters())
    parts = torch.split(stored, [parameter.numel() for parameter in parameters])
    with torch.no_grad():
        for parameter, part in zip(parameters, parts):
            parameter.copy_(part.view_as(parameter))
    return layers


def train(request):
    layers = network(request)
    x = torch.tensor(request["inputs"], dtype=torch.float32).reshape(-1, 1)
    target = torch.tensor(request["targets"], dtype=torch.float32).reshape(-1, 1)
    optimiser = torch.optim.SGD(layers.parameters(), lr=request["learningRate"])
    dy_hat = target[1] - target[0]
    series = []

    for step in range(request["steps"] + 1):
        if step == 1:
            start = time.perf_counter()
        value = x
        for n, layer in enumerate(layers):
            value = layer(value)
            if n < request["depth"]:
                value = torch.nn.functional.leaky_relu(value, 0.01)
            if n == request["layer"]:
                hidden = value
        loss = 0.5 * torch.nn.functional.mse_loss(value, target)

        with torch.no_grad():
            dy = value[1] - value[0]
            h = torch.sum((hidden[1] - hidden[0]) ** 2).item()
            y = torch.dot(dy, dy).item()
            w = y - torch.dot(dy, dy_hat).item()
        series.append((h, y, w, loss.item()))

        optimiser.zero_grad(set_to_none=False)
        loss.backward()
        optimiser.step()

    return {"milliseconds": 1000 * (time.perf_counter() - start), "loss": series[-1][3]}


print(json.dumps({"about": f"PyTorch {torch.__version__}, {torch.get_num_threads()} thread, BLAS {blas()}"}), flush=True)
for line in sys.stdin:
    print(json.dumps(train(json.loads(line))), flush=True)
