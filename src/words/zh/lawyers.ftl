# 律师
lawyers-none = 还没有预约
