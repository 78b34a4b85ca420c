# Rscript survival.R rows.bin n: seconds of survfit and survdiff over the rows, then median and chi-square.
# The rows are read before the clock starts; each call runs once before it is timed.
suppressPackageStartupMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
n <- as.integer(arguments[2])
rows <- matrix(readBin(arguments[1], "double", 3 * n, endian = "big"), ncol = 3, byrow = TRUE)
time <- rows[, 1]; status <- rows[, 2]; group <- rows[, 3]
rm(rows)
fit <- survfit(Surv(time, status) ~ 1, conf.type = "log-log")
km <- system.time({ fit <- survfit(Surv(time, status) ~ 1, conf.type = "log-log"); median <- quantile(fit, 0.5)$quantile })[["elapsed"]]
test <- survdiff(Surv(time, status) ~ group)
lr <- system.time(test <- survdiff(Surv(time, status) ~ group))[["elapsed"]]
cat(km, lr, format(median, digits = 15), format(test$chisq, digits = 15), "\n")
