# Makes turnbull.csv: Rscript turnbull.R, run in this folder. R 4.2.2, survival 3.5-3.
# Made intervals of progression (a known day, or between two assessments), then S by
#   survfit  survival::survfit(Surv(l, u, type = "interval2") ~ 1), which stops its EM early: good to 1e-5
#   midpoint survival::survfit with each event half way between its assessments
#   em       the EM equations iterated in base R until the Karush-Kuhn-Tucker gap is below 1e-11
# at days that lie outside the intervals with mass, where S is determined.
library(survival)
set.seed(20261121)
n <- 60
t <- round(rexp(n, 1 / 200))
l <- floor(t / 56) * 56
l <- pmax(0, l + ifelse(l > 0, sample(-6:6, n, TRUE), 0))
u <- (floor(t / 56) + 1) * 56 + sample(-6:6, n, TRUE)
exact <- runif(n) < .15
l[exact] <- pmax(1, t[exact])
u[exact] <- l[exact]
u[runif(n) < .2 | u > 700] <- NA

fit <- survfit(Surv(l, u, type = "interval2") ~ 1)

# Candidate intervals: every (left, right] of the data, a known day as (day - 0.5, day].
L <- ifelse(!is.na(u) & l == u, l - 0.5, l)
R <- ifelse(is.na(u), Inf, u)
left <- sort(unique(L))
right <- sort(unique(R))
inner <- do.call(rbind, lapply(left, function(a) {
  b <- right[right > a][1]
  if (any(left > a & left < b)) NULL else c(a, b)
}))
A <- outer(seq_len(n), seq_len(nrow(inner)), function(i, j) L[i] <= inner[j, 1] & inner[j, 2] <= R[i]) * 1
p <- rep(1 / ncol(A), ncol(A))
repeat {
  for (k in 1:2000) p <- p * colSums(A / as.vector(A %*% p)) / n
  if (n * log(max(colSums(A / as.vector(A %*% p))) / n) < 1e-11) break
}
S <- function(day) sum(p[inner[, 1] >= day])
days <- c(10, 56, 90, 119, 200, 300, 360, 460, 570, 590, 800)
inside <- sapply(days, function(d) sum(p[inner[, 1] < d & inner[, 2] > d]))
stopifnot(inside < 1e-12)
step <- function(day) summary(fit, times = day, extend = TRUE)$surv
middle <- survfit(Surv(ifelse(is.na(u), l, (l + u) / 2), !is.na(u)) ~ 1)
cat("kind,a,b\n", sprintf("row,%g,%s\n", l, ifelse(is.na(u), "", u)),
  sprintf("survfit,%g,%.10f\n", days, sapply(days, step)),
  sprintf("midpoint,%g,%.15f\n", days, summary(middle, times = days, extend = TRUE)$surv),
  sprintf("em,%g,%.15f\n", days, sapply(days, S)), sep = "", file = "turnbull.csv")
