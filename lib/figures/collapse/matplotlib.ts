/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const collapsePython = `fig, axes = plt.subplots(1, 2, figsize=(13, 4.5), constrained_layout=True)
curves = [row for row in rows if row["x"] is not None]
for run in dict.fromkeys(row["run"] for row in curves):
    curve = [row for row in curves if row["run"] == run]
    axes[0].plot(column("x", curve), column("y", curve), alpha=0.5)
axes[0].set(xlabel="time on the axis of the figure", ylabel="y / dy²")
runs = list({row["run"]: row for row in rows}.values())
for n, network in enumerate(values("network")):
    own = [row for row in runs if row["network"] == network]
    axes[1].plot(column("rise", own), [n] * len(own), "o", alpha=0.6)
    axes[1].plot(column("predictedRise", own), [n] * len(own), "k|", markersize=12)
axes[1].set(xlabel="rise from 25 to 75 % (dots), predicted (bars)")
axes[1].set_yticks(range(len(values("network"))), values("network"))
plt.show()`;
