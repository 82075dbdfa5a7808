/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const richStructurePython = `networks = values("network")
fig, axes = plt.subplots(1, len(networks), figsize=(3.2 * len(networks), 3.4), squeeze=False, constrained_layout=True)
for ax, network in zip(axes.flat, networks):
    own = select(network=network, finished="yes")
    measured, predicted = column("hFinal", own), column("hTheory", own)
    ax.plot(predicted, measured, "o", alpha=0.7)
    largest = max(predicted + measured, default=1)
    ax.plot([0, largest], [0, largest], "k--")
    ax.set(title=network, xlabel="closed form")
axes.flat[0].set(ylabel="h after training")
plt.show()`;
