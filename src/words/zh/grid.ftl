# 网格
grid-none = 还没有网格
