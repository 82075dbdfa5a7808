/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const twoPointsPython = `fig, axes = plt.subplots(1, 4, figsize=(14, 3), constrained_layout=True)
for ax, name in zip(axes, ["h", "y", "w", "loss"]):
    ax.plot(column("step"), column(name), linewidth=3.5, alpha=0.8, label="network")
    ax.plot(column("step"), column(name + "Theory"), "k--", linewidth=1.6, label="theory")
    theirs = [row for row in rows if row[name + "Recorded"] is not None]
    if theirs:
        recorded = column(name + "Recorded", theirs)
        ax.plot(column("step", theirs), recorded, color="gray", linewidth=1, label="the authors' program")
    ax.set(title=name, xlabel="step")
axes[0].legend()
plt.show()`;
