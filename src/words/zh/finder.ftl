# 查来访
finder-none = 没有找到
