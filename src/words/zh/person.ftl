# 来访人的卡片：登记时怎么问，卡片上叫什么
field-name = 姓名
ask-name = 姓名
field-phone = 电话
ask-phones = 电话
field-id_number = 身份证号
ask-id_number = 证件号
field-village = 村
ask-village = 村
field-address = 住址
ask-address = 住址
field-work_unit = 工作单位
ask-work_unit = 工作单位
field-care = 需要照顾
ask-care = 需要照顾
field-confidential = 要求保密
ask-confidential = 要求保密
