# Finder
finder-none = Nobody found
