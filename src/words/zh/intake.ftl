# 受理
intake-start = 按 { $keys } 开始受理
