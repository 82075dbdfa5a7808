/** Fetches the figure's data; `HOST` and `DATA` stand above it. Only what every Python has. */
export const dataCode = `import json
import math
from urllib.request import urlopen


def get(path):
    with urlopen(HOST + path) as answer:
        return json.load(answer)


data = get(DATA)
rows = data["rows"]
print(data["title"])
print(data["description"])
print(len(rows), "rows of", ", ".join(column["name"] for column in data["columns"]))`;

/** What the drawing needs besides matplotlib. */
export const tableCode = `import matplotlib.pyplot as plt


def select(**where):
    """The rows whose columns have these values."""
    return [row for row in rows if all(row[name] == value for name, value in where.items())]


def column(name, chosen=None):
    """A column of some rows (all if not given), NaN where it is empty."""
    return [math.nan if row[name] is None else row[name] for row in (rows if chosen is None else chosen)]


def values(name):
    """The different values of a column, in the order of the rows, without the empty ones."""
    return list(dict.fromkeys(row[name] for row in rows if row[name] is not None))`;

/** The drawing of a figure that brings none of its own: its numbers. */
export const plainDrawing = `names = [column["name"] for column in data["columns"]]
print("\\t".join(names))
for row in rows[:60]:
    print("\\t".join("" if row[name] is None else str(row[name]) for name in names))`;
