"""Opinion Archive: raw newspaper opinion pages in, a browsable and searchable static archive out."""
