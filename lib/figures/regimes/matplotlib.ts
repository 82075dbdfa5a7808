/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const regimesPython = `fig, ax = plt.subplots(figsize=(8, 5), constrained_layout=True)
ax.plot(column("gain"), column("hFinal"), "o", alpha=0.6, label="h after training")
for name, mark in [("hTheory", "k_"), ("aLow", "v"), ("aHigh", "^")]:
    ax.plot(column("gain"), column(name), mark, alpha=0.6, fillstyle="none", label=name)
ax.set(xlabel="gain of the initial weights", ylabel="squared distance", yscale="log")
ax.legend()
plt.show()`;
