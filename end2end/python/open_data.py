"""Reads the open data files in a folder with other people's programs: open_data.py FOLDER. Stops at the first that is not as it should be."""

import hashlib
import json
import sqlite3
import sys
from pathlib import Path

import csvw
import duckdb
import frictionless
import rdflib

FOLDER = Path(sys.argv[1])
METADATA = FOLDER / "observations.csv-metadata.json"
TYPES = {"string": "string", "integer": "integer", "double": "number", "boolean": "boolean", "date": "date"}


def check(holds, *words):
    """Fails loudly, also where Python leaves assertions out."""
    if not holds:
        sys.exit(f"open data: {' '.join(str(word) for word in words)}")


def told(what):
    print(f"      {what}")


def sums():
    lines = (FOLDER / "SHA256SUMS").read_text().splitlines()
    for line in lines:
        digest, name = line.split("  ")
        check(hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name, "has another digest than SHA256SUMS says")
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    check(files - {line.split("  ")[1] for line in lines} == {"SHA256SUMS"}, "SHA256SUMS leaves files out")
    told(f"{len(lines)} digests agree")


def tables():
    """frictionless, by the types, keys and references that the metadata tells."""
    resources = []
    for table in json.loads(METADATA.read_text())["tables"]:
        schema = table["tableSchema"]

        def field(column):
            datatype = column["datatype"]
            datatype = datatype if isinstance(datatype, str) else datatype["base"]
            return {"name": column["name"], "type": TYPES[datatype], "constraints": {"required": column["required"]}}

        foreign = [
            {
                "fields": key["columnReference"],
                "reference": {
                    "resource": Path(key["reference"]["resource"]).stem,
                    "fields": key["reference"]["columnReference"],
                },
            }
            for key in schema.get("foreignKeys", [])
        ]
        resources.append(
            {
                "name": Path(table["url"]).stem,
                "path": table["url"],
                "encoding": "utf-8",
                "schema": {
                    "fields": [field(column) for column in schema["columns"]],
                    "primaryKey": schema["primaryKey"],
                    "foreignKeys": foreign,
                },
            }
        )
    package = frictionless.Package.from_descriptor({"name": "open-data", "resources": resources}, basepath=str(FOLDER))
    report = package.validate()
    check(report.valid, "frictionless:", report.flatten(["type", "rowNumber", "fieldName", "note"])[:10])
    told(f"frictionless {frictionless.__version__} reads {len(resources)} tables: {', '.join(str(task.stats.get('rows')) for task in report.tasks)} rows")


def on_the_web():
    """csvw, a validator of CSV on the Web: types, formats, required cells, primary keys and references."""
    described = csvw.CSVW(str(METADATA), validate=True)
    check(described.is_valid, "csvw:", [str(warning.message) for warning in described.warnings[:10]])
    # It finds what is wrong, too: the same with a column that is not in the file.
    data = json.loads(METADATA.read_text())
    data["tables"][0]["tableSchema"]["columns"][14]["datatype"] = "date"
    wrong = METADATA.with_name("wrong-metadata.json")
    wrong.write_text(json.dumps(data))
    try:
        found = not csvw.CSVW(str(wrong), validate=True).is_valid
    except ValueError:
        found = True
    wrong.unlink()
    check(found, "csvw takes numbers for dates: what it says of the files is worth nothing")
    told(f"csvw {csvw.__version__} finds nothing wrong")


def columns():
    """DuckDB reads Parquet and CSV, Python's SQLite the database: all of them hold the same."""
    duck = duckdb.connect()
    parquet, lines = str(FOLDER / "observations.parquet"), str(FOLDER / "observations.csv")
    described = duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [parquet]).fetchall()
    types = {name: kind for name, kind, *_ in described}
    check(types["value"] == "DOUBLE" and types["measure"] == "VARCHAR" and types["release"] == "INTEGER", "types of Parquet:", types)
    duck.execute("CREATE TABLE columns AS SELECT * FROM read_parquet(?)", [parquet])
    for name in (lines, lines + ".gz"):
        duck.execute("CREATE OR REPLACE TABLE lines AS SELECT * FROM read_csv(?, header = true, columns = ?)", [name, types])
        for one, other in (("columns", "lines"), ("lines", "columns")):
            # Rows that are there twice count twice.
            left = duck.execute(f"SELECT * FROM {one} EXCEPT ALL SELECT * FROM {other} LIMIT 3").fetchall()
            check(not left, "only in the", one, "and not in the", other, "of", name, left)
    order = 'ORDER BY measure, area_code, "group", time_period'
    columns = duck.execute(f"SELECT * FROM columns {order}").fetchall()
    database = sqlite3.connect(f"file:{FOLDER / 'release.sqlite'}?mode=ro", uri=True)
    rows = database.execute(f"SELECT * FROM figures {order}").fetchall()
    check(columns == rows, "SQLite holds other figures than Parquet:", next((pair for pair in zip(columns, rows) if pair[0] != pair[1]), ""))
    check(database.execute("PRAGMA integrity_check").fetchone() == ("ok",), "SQLite is not whole")
    check(database.execute("PRAGMA foreign_key_check").fetchall() == [], "SQLite has keys that lead nowhere")
    hidden = duck.execute("SELECT count(*), count(numerator), count(denominator), count(value), count(lower_95) FROM columns WHERE obs_status = 'c'").fetchone()
    check(hidden[0] > 0 and not any(hidden[1:]), "hidden figures with numbers:", hidden)
    told(f"DuckDB {duckdb.__version__} reads {len(columns)} figures from Parquet, CSV and its archive; SQLite {sqlite3.sqlite_version} has the same")


def linked():
    """rdflib reads what describes the files, without fetching anything."""
    dcat, spdx = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://spdx.org/rdf/terms#")
    base = "https://vale.example/open-data/1/"
    graph = rdflib.Graph().parse(FOLDER / "catalogue.jsonld", format="json-ld", publicID=base)
    datasets = list(graph.subjects(rdflib.RDF.type, dcat.Dataset))
    check(len(datasets) == 1, "datasets:", datasets)
    distributions = list(graph.objects(datasets[0], dcat.distribution))
    check(len(distributions) == 9, "distributions:", distributions)
    for distribution in distributions:
        name = str(graph.value(distribution, dcat.downloadURL)).removeprefix(base)
        content = (FOLDER / name).read_bytes()
        check(int(graph.value(distribution, dcat.byteSize)) == len(content), name, "has another length than the catalogue says")
        digest = graph.value(graph.value(distribution, spdx.checksum), spdx.checksumValue)
        check(str(digest) == hashlib.sha256(content).hexdigest() or digest.value == hashlib.sha256(content).digest(), name, "has another digest")
        check(graph.value(distribution, rdflib.DCTERMS.license) is not None, name, "has no licence")
    schema = rdflib.Namespace("https://schema.org/")
    document = json.loads((FOLDER / "dataset.jsonld").read_text())
    check(document["@context"] == "https://schema.org/", "search engines know schema.org by its address, not", document["@context"])
    document["@context"] = {"@vocab": str(schema)}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld", publicID=base)
    measured = list(graph.subjects(rdflib.RDF.type, schema.PropertyValue))
    check(len(list(graph.subjects(rdflib.RDF.type, schema.Dataset))) == 1 and measured, "schema.org: no dataset, or nothing measured")
    told(f"rdflib {rdflib.__version__} reads a catalogue of {len(distributions)} files and {len(measured)} measures")


for test in (sums, tables, on_the_web, columns, linked):
    test()
