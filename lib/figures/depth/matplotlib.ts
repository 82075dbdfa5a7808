/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const depthPython = `fig, axes = plt.subplots(1, 3, figsize=(14, 4), constrained_layout=True)
for ax, name in zip(axes, ["error", "tauHInverse", "tauYInverse"]):
    for seed in values("seed"):
        own = select(seed=seed)
        ax.plot(column("layer", own), column(name, own), "o-", alpha=0.6, label=f"seed {seed}")
    ax.set(xlabel="hidden layer", ylabel=name, yscale="log")
axes[0].legend()
plt.show()`;
