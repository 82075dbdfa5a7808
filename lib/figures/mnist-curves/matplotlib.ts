/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const mnistCurvesPython = `chosen = select(what="run")
fig, axes = plt.subplots(1, 4, figsize=(14, 3), constrained_layout=True)
for ax, name in zip(axes, ["h", "y", "w", "loss"]):
    ax.plot(column("step", chosen), column(name, chosen), linewidth=3.5, alpha=0.8, label="network")
    if name != "loss":
        ax.plot(column("step", chosen), column(name + "Theory", chosen), "k--", linewidth=1.6, label="theory")
    ax.set(title=name, xlabel="batches")
axes[0].legend()
plt.show()`;
