# 事项
queue-empty = 还没有事项
