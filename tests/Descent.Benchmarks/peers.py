"""The same work as Descent's, in NumPy, scikit-learn and PyTorch.

Started as `peers.py NAME FOLDER`; reads one request a line and answers each with a line of JSON: the seconds that the
work took and the number it ended at. NAME is numpy, sklearn, torch or torch32.
"""

import ctypes
import json
import math
import os
import sys
import time

NAME, FOLDER = sys.argv[1:]
THREADS = int(os.environ["OMP_NUM_THREADS"])


def say(**answer):
    print(json.dumps(answer), flush=True)


def absent(package):
    say(absent=f"apt-get install {package}")
    sys.exit(0)


try:
    import numpy as np
except ImportError:
    absent("python3-numpy libopenblas0-pthread")


def read(name):
    numbers = np.fromfile(os.path.join(FOLDER, name))
    return np.ascontiguousarray(numbers[2:].reshape(int(numbers[0]), int(numbers[1])))


def layers(name):
    count = 1
    while os.path.exists(os.path.join(FOLDER, f"{name}.W{count}")):
        yield count, read(f"{name}.W{count}"), read(f"{name}.b{count}")
        count += 1


def parameters_of(name):
    return {key + str(l): value for l, W, b in layers(name) for key, value in (("W", W), ("b", b))}


def blas():
    for line in open("/proc/self/maps"):
        if "openblas" in line and line.rstrip().endswith(".so"):
            library = ctypes.CDLL(line.split()[-1])
            library.openblas_get_corename.restype = ctypes.c_char_p
            return f"OpenBLAS for {library.openblas_get_corename().decode()}, {library.openblas_get_num_threads()} threads"
    return "no OpenBLAS (apt-get install libopenblas0-pthread)"


# ------------------------------------------------------------------ NumPy, in the manner of the course's assignments


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


def forward(X, parameters):
    cache, A, L = {}, X, len(parameters) // 2
    cache["A0"] = X
    for l in range(1, L + 1):
        Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
        A = relu(Z) if l < L else sigmoid(Z)
        cache["Z" + str(l)], cache["A" + str(l)] = Z, A
    return A, cache


def binary_cost(A, Y):
    m = Y.shape[1]
    logprobs = np.multiply(-np.log(A), Y) + np.multiply(-np.log(1 - A), 1 - Y)
    return 1.0 / m * np.sum(logprobs)


def backward(Y, parameters, cache):
    gradients, L, m = {}, len(parameters) // 2, Y.shape[1]
    dZ = 1.0 / m * (cache["A" + str(L)] - Y)
    for l in range(L, 0, -1):
        gradients["dW" + str(l)] = np.dot(dZ, cache["A" + str(l - 1)].T)
        gradients["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA = np.dot(parameters["W" + str(l)].T, dZ)
            dZ = np.multiply(dA, np.int64(cache["A" + str(l - 1)] > 0))
    return gradients


def random_mini_batches(X, Y, size, seed):
    np.random.seed(seed)
    m = X.shape[1]
    permutation = list(np.random.permutation(m))
    X, Y = X[:, permutation], Y[:, permutation].reshape((1, m))
    return [(X[:, k:k + size], Y[:, k:k + size]) for k in range(0, m, size)]


def start_adam(parameters):
    v, s = {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        for key in ("W", "b"):
            v["d" + key + str(l)] = np.zeros(parameters[key + str(l)].shape)
            s["d" + key + str(l)] = np.zeros(parameters[key + str(l)].shape)
    return v, s


def adam(parameters, gradients, v, s, t, rate, inside, beta1=0.9, beta2=0.999, epsilon=1e-8):
    for l in range(1, len(parameters) // 2 + 1):
        for key in ("W" + str(l), "b" + str(l)):
            g = gradients["d" + key]
            v["d" + key] = beta1 * v["d" + key] + (1 - beta1) * g
            s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * np.power(g, 2)
            v_corrected = v["d" + key] / (1 - np.power(beta1, t))
            s_corrected = s["d" + key] / (1 - np.power(beta2, t))
            root = np.sqrt(s_corrected + epsilon) if inside else np.sqrt(s_corrected) + epsilon
            parameters[key] = parameters[key] - rate * v_corrected / root
    return parameters, v, s


def numpy_moons():
    X, Y, parameters = read("moons.X"), read("moons.Y"), parameters_of("moons")
    start = time.perf_counter()
    v, s = start_adam(parameters)
    t, seed = 0, 10
    for _ in range(10000):
        seed += 1
        for batch_X, batch_Y in random_mini_batches(X, Y, 64, seed):
            A, cache = forward(batch_X, parameters)
            cost = binary_cost(A, batch_Y)
            gradients = backward(batch_Y, parameters, cache)
            t += 1
            parameters, v, s = adam(parameters, gradients, v, s, t, 0.0007, inside=True)
    return time.perf_counter() - start, cost


def softmax(Z):
    E = np.exp(Z - Z.max(axis=0, keepdims=True))
    return E / E.sum(axis=0, keepdims=True)


def softmax_cost(A, Y):
    return -np.sum(Y * np.log(A)) / Y.shape[1]


def numpy_digits():
    X, Y, p = read("digits.X"), read("digits.Y"), parameters_of("digits")
    X, Y = np.asfortranarray(X), np.asfortranarray(Y)  # an example is contiguous, as in Descent
    start = time.perf_counter()
    v, s = start_adam(p)
    for t, k in enumerate(range(0, X.shape[1], 64), 1):
        x, y = X[:, k:k + 64], Y[:, k:k + 64]
        m = x.shape[1]
        Z1 = p["W1"] @ x + p["b1"]
        A1 = relu(Z1)
        A2 = softmax(p["W2"] @ A1 + p["b2"])
        softmax_cost(A2, y)
        dZ2 = (A2 - y) / m
        dZ1 = (p["W2"].T @ dZ2) * (Z1 > 0)
        gradients = {"dW2": dZ2 @ A1.T, "db2": dZ2.sum(axis=1, keepdims=True),
                     "dW1": dZ1 @ x.T, "db1": dZ1.sum(axis=1, keepdims=True)}
        p, v, s = adam(p, gradients, v, s, t, 0.001, inside=False)
    seconds = time.perf_counter() - start
    return seconds, softmax_cost(softmax(p["W2"] @ relu(p["W1"] @ X + p["b1"]) + p["b2"]), Y)


def numpy_product(rows, inner, columns, times):
    def wave(rows, columns, step):
        return np.sin(step * np.arange(rows * columns, dtype=float)).reshape(rows, columns)

    a, b, c = wave(rows, inner, 0.3), wave(inner, columns, 0.7), np.empty((rows, columns))
    np.matmul(a, b, out=c)
    start = time.perf_counter()
    for _ in range(times):
        np.matmul(a, b, out=c)
    return time.perf_counter() - start, c[-1, -1]


def to_vector(values, keys):
    return np.concatenate([np.reshape(values[key], (-1, 1)) for key in keys], axis=0)


def to_dictionary(vector, shapes):
    values, at = {}, 0
    for key, shape in shapes.items():
        size = shape[0] * shape[1]
        values[key] = vector[at:at + size].reshape(shape)
        at += size
    return values


def gradient_check(X, Y, parameters, epsilon=1e-7):
    shapes = {key: value.shape for key, value in parameters.items()}
    _, cache = forward(X, parameters)
    gradient = to_vector(backward(Y, parameters, cache), ["d" + key for key in shapes])
    theta = to_vector(parameters, shapes)
    approximation = np.zeros(theta.shape)
    for i in range(theta.shape[0]):
        costs = []
        for sign in (1, -1):
            moved = np.copy(theta)
            moved[i, 0] += sign * epsilon
            A, _ = forward(X, to_dictionary(moved, shapes))
            costs.append(binary_cost(A, Y))
        approximation[i] = (costs[0] - costs[1]) / (2 * epsilon)
    difference = np.linalg.norm(gradient - approximation) / (np.linalg.norm(gradient) + np.linalg.norm(approximation))
    return difference, gradient


def numpy_check(times):
    X, Y, parameters = read("check.X"), read("check.Y"), parameters_of("check")
    start = time.perf_counter()
    for _ in range(times):
        difference, gradient = gradient_check(X, Y, parameters)
    seconds = time.perf_counter() - start
    return seconds, np.linalg.norm(gradient) if difference < 2e-7 else math.nan


# ------------------------------------------------------------------ scikit-learn


def sklearn_digits():
    from sklearn.neural_network import MLPClassifier
    from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

    X, Y = np.ascontiguousarray(read("digits.X").T), read("digits.Y")
    labels = Y.argmax(axis=0)
    model = MLPClassifier((64,), batch_size=64, alpha=0, learning_rate_init=0.001, shuffle=False)
    model.partial_fit(X[:64], labels[:64], classes=np.arange(Y.shape[0]))  # creates the parameters, replaced next
    p = parameters_of("digits")
    model.coefs_ = [np.ascontiguousarray(p["W1"].T), np.ascontiguousarray(p["W2"].T)]
    model.intercepts_ = [p["b1"].ravel(), p["b2"].ravel()]
    model._optimizer = AdamOptimizer(model.coefs_ + model.intercepts_, 0.001)
    start = time.perf_counter()
    model.partial_fit(X, labels)
    seconds = time.perf_counter() - start
    return seconds, softmax_cost(model.predict_proba(X).T, Y)


# ------------------------------------------------------------------ PyTorch


def torch_network(name, dtype, activation):
    modules = []
    for _, W, b in layers(name):
        linear = torch.nn.Linear(W.shape[1], W.shape[0], dtype=dtype)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(W))
            linear.bias.copy_(torch.from_numpy(b.ravel()))
        modules += [linear, activation()]
    return torch.nn.Sequential(*modules[:-1])


def torch_moons(dtype):
    X, Y = torch.from_numpy(read("moons.X").T.copy()).to(dtype), torch.from_numpy(read("moons.Y").T.copy()).to(dtype)
    network, loss = torch_network("moons", dtype, torch.nn.ReLU), torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.0007)
    start = time.perf_counter()
    for epoch in range(1, 10001):
        np.random.seed(10 + epoch)
        permutation = torch.from_numpy(np.random.permutation(X.shape[0]))
        shuffled_X, shuffled_Y = X[permutation], Y[permutation]
        for k in range(0, X.shape[0], 64):
            optimizer.zero_grad()
            cost = loss(network(shuffled_X[k:k + 64]), shuffled_Y[k:k + 64])
            cost.backward()
            optimizer.step()
    return time.perf_counter() - start, cost.item()


def torch_digits(dtype):
    X = torch.from_numpy(np.ascontiguousarray(read("digits.X").T)).to(dtype)
    labels = torch.from_numpy(read("digits.Y").argmax(axis=0))
    network, loss = torch_network("digits", dtype, torch.nn.ReLU), torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.001)
    start = time.perf_counter()
    for k in range(0, X.shape[0], 64):
        optimizer.zero_grad()
        cost = loss(network(X[k:k + 64]), labels[k:k + 64])
        cost.backward()
        optimizer.step()
    seconds = time.perf_counter() - start
    with torch.no_grad():
        return seconds, loss(network(X), labels).item()


if NAME == "numpy":
    description = f"NumPy {np.__version__}, {blas()}"
    works = {"moons": numpy_moons, "digits": numpy_digits, "product": numpy_product, "check": numpy_check}
elif NAME == "sklearn":
    try:
        import sklearn
    except ImportError:
        absent("python3-sklearn")
    description = f"scikit-learn {sklearn.__version__}, {blas()}"
    works = {"digits": sklearn_digits}
else:
    try:
        import torch
    except ImportError:
        absent("python3-torch")
    torch.set_num_threads(THREADS)
    dtype = torch.float32 if NAME == "torch32" else torch.float64
    description = f"PyTorch {torch.__version__}, {dtype}, {torch.get_num_threads()} threads, {blas()}"
    works = {"moons": lambda: torch_moons(dtype), "digits": lambda: torch_digits(dtype)}

say(description=description)
for line in sys.stdin:
    request, *numbers = line.split()
    seconds, result = works[request](*map(int, numbers))
    say(seconds=seconds, result=float(result))
