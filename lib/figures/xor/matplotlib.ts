/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const xorPython = `pairs = [row for row in rows if row["pair"] is not None]
runs = [row for row in rows if row["run"] is not None]
fig, axes = plt.subplots(1, 2, figsize=(12, 4), constrained_layout=True)
for setting in dict.fromkeys(row["setting"] for row in pairs):
    own = [row for row in pairs if row["setting"] == setting]
    axes[0].plot(column("theory", own), column("final", own), "o", label=setting)
axes[0].set(xlabel="distance by the closed form", ylabel="distance after training")
axes[1].plot(column("gain", runs), column("pearson", runs), "o", alpha=0.6, label="theory and end")
axes[1].plot(column("gain", runs), column("pearsonInitial", runs), "^", alpha=0.6, fillstyle="none", label="start and end")
axes[1].set(xlabel="gain of the initial weights", ylabel="Pearson's r of the six distances")
for ax in axes:
    ax.legend()
plt.show()`;
