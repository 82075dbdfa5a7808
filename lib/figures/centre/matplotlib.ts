/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const centrePython = `fig, axes = plt.subplots(1, 4, figsize=(15, 3.2), constrained_layout=True)
for network in dict.fromkeys(row["network"] for row in select(what="fit")):
    fits = select(what="fit", network=network)
    axes[0].plot(column("centre", fits), column("r2", fits), "o", alpha=0.6, label=network)
axes[0].set(xlabel="midpoint of the two inputs", ylabel="R² of the fit")
axes[0].legend()
chosen = select(what="run")
for ax, name in zip(axes[1:], ["h", "y", "w"]):
    ax.plot(column("step", chosen), column(name, chosen), linewidth=3.5, alpha=0.8)
    ax.plot(column("step", chosen), column(name + "Theory", chosen), "k--")
    ax.set(title=name, xlabel="step")
plt.show()`;
