/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const ratesPython = `fig, axes = plt.subplots(1, 2, figsize=(12, 4.5), sharey=True, constrained_layout=True)
groups = values("group")
for ax, name in zip(axes, ["tauHInverse", "tauYInverse"]):
    for n, group in enumerate(groups):
        for meaningful, fill in [("yes", "full"), ("no", "none")]:
            own = select(group=group, meaningful=meaningful)
            ax.plot(column(name, own), [n] * len(own), "o", color=f"C{n % 10}", fillstyle=fill, alpha=0.7)
    ax.set(xlabel=f"{name}, 1/step", xscale="log")
axes[0].set_yticks(range(len(groups)), groups)
plt.show()`;
