# Grid
grid-none = No grid yet
