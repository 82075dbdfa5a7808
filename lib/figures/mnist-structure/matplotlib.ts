/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const mnistStructurePython = `pairs = select(what="pair")
size = 1 + max(max(row["first"], row["second"]) for row in pairs)
fig, axes = plt.subplots(1, 2, figsize=(10, 4.5), constrained_layout=True)
for ax, name in zip(axes, ["measured", "beside"]):
    matrix = [[0.0] * size for _ in range(size)]
    for row in pairs:
        matrix[row["first"]][row["second"]] = matrix[row["second"]][row["first"]] = row[name]
    fig.colorbar(ax.imshow(matrix), ax=ax)
    ax.set(title=name)
plt.show()`;
