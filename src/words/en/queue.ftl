# Queue
queue-empty = No cases yet
