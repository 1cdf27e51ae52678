"""The network of a record that no one machine holds: read, projected and measured on Apache Spark.

The same network as ``kg.network.projection.build_network`` makes with no filter but a date, in data frames from end to
end. Needs the ``spark`` extra and Java 17.

``python -m kg.spark all.nq FOLDER --as-of 2010`` writes ``edges``, ``reasons`` and ``actors`` there, in Parquet.
"""
