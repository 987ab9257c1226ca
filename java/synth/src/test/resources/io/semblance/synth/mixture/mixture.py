"""Makes mixture.json: a mixture, rows, their log densities and one step of EM, by numpy and scipy.

Written from the formulas, not from the Java code. Run: python3 mixture.py > mixture.json
(numpy 2.4.6, scipy 1.17.1).
"""

import json

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal, norm

random = np.random.default_rng(5)
K, D, N = 3, 3, 60
STATES = [4, 2]  # number 1 is silent in state 3 of category 0, number 2 in state 1 of category 1
RIDGE, SMOOTHING = 0.02, 0.3


def speaking(state):
    return [j for j in range(D) if not (j == 1 and state[0] == 3) and not (j == 2 and state[1] == 1)]


weights = random.dirichlet([3] * K)
means = random.normal(size=(K, D))
covariances = []
for k in range(K):
    a = random.normal(size=(D, D + 1))
    covariances.append(a @ a.T / 3)
probabilities = [random.dirichlet([1] * s, size=K) for s in STATES]
states = np.array([[random.integers(s) for s in STATES] for _ in range(N)])
scores = random.normal(size=(N, D))
for i in range(N):
    for j in range(D):
        if j not in speaking(states[i]):
            scores[i, j] = 0


def densities(weights, means, covariances, probabilities):
    logs = np.zeros((N, K))
    for i in range(N):
        o = speaking(states[i])
        for k in range(K):
            logs[i, k] = np.log(weights[k])
            for v in range(len(STATES)):
                logs[i, k] += np.log(probabilities[v][k][states[i][v]])
            logs[i, k] += multivariate_normal.logpdf(
                scores[i][o], means[k][o], covariances[k][np.ix_(o, o)]
            )
    return logs


logs = densities(weights, means, covariances, probabilities)
parts = np.exp(logs - logsumexp(logs, axis=1, keepdims=True))

variances = np.array(
    [np.var([scores[i, j] for i in range(N) if j in speaking(states[i])]) for j in range(D)]
)
shares = [np.bincount(states[:, v], minlength=s) / N for v, s in enumerate(STATES)]
next_means, next_covariances, next_probabilities = [], [], [np.zeros((K, s)) for s in STATES]
for k in range(K):
    r = parts[:, k]
    full = np.zeros((N, D))
    extra = np.zeros((D, D))
    for i in range(N):
        o = speaking(states[i])
        m = [j for j in range(D) if j not in o]
        full[i, o] = scores[i, o]
        if m:
            gain = covariances[k][np.ix_(m, o)] @ np.linalg.inv(covariances[k][np.ix_(o, o)])
            full[i, m] = means[k][m] + gain @ (scores[i, o] - means[k][o])
            extra[np.ix_(m, m)] += r[i] * (
                covariances[k][np.ix_(m, m)] - gain @ covariances[k][np.ix_(o, m)]
            )
    mean = r @ full / r.sum()
    centred = full - mean
    scatter = (centred * r[:, None]).T @ centred + extra
    next_means.append(mean)
    next_covariances.append((scatter + RIDGE * np.diag(variances)) / (r.sum() + 1))
    for v, s in enumerate(STATES):
        counts = np.array([r[states[:, v] == c].sum() for c in range(s)])
        next_probabilities[v][k] = (counts + SMOOTHING * shares[v]) / (r.sum() + SMOOTHING)

points = [1e-5, 1e-4, 0.003, 0.07, 0.0749, 0.3, 0.5, 0.77, 0.925, 0.93, 0.99, 0.9999, 1 - 1e-5]
places = [-40.0, -8.0, -7.1, -7.05, -4.2, -1.3, -0.2, 0.0, 0.4, 2.2, 5.0, 9.0]
print(
    json.dumps(
        {
            "ridge": RIDGE,
            "smoothing": SMOOTHING,
            "weights": weights.tolist(),
            "means": means.tolist(),
            "factors": [np.linalg.cholesky(c).tolist() for c in covariances],
            "probabilities": [p.tolist() for p in probabilities],
            "states": states.tolist(),
            "scores": scores.tolist(),
            "logs": logsumexp(logs, axis=1).tolist(),
            "next": {
                "weights": (parts.sum(axis=0) / N).tolist(),
                "means": np.array(next_means).tolist(),
                "factors": [np.linalg.cholesky(c).tolist() for c in next_covariances],
                "probabilities": [p.tolist() for p in next_probabilities],
            },
            "quantiles": [[p, norm.ppf(p)] for p in points],
            "distribution": [[x, norm.cdf(x)] for x in places],
        }
    )
)
