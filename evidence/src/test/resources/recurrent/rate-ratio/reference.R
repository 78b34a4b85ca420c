# Reference numbers of EventRateTest: Rscript reference.R > reference.txt (R 4.2, MASS 7.3).
# The profile limits come from the full likelihood (dispersion maximised out), not from confint(),
# which holds the dispersion fixed.
library(MASS)
set.seed(20261121)
n <- 40
d <- data.frame(arm = rep(0:1, each = n), exposure = sample(c(90, 180, 270, 365, 400), 2 * n, TRUE))
d$events <- rnbinom(2 * n, size = 1.4, mu = d$exposure * ifelse(d$arm == 1, 0.006, 0.011))
write.csv(d, "rows.csv", row.names = FALSE, quote = FALSE)
control <- glm.control(epsilon = 1e-14, maxit = 200)
f <- glm.nb(events ~ arm + offset(log(exposure)), data = d, control = control)
ll <- function(par, delta) -sum(dnbinom(d$events, size = exp(par[2]), mu = d$exposure * exp(par[1] + delta * d$arm), log = TRUE))
pl <- function(delta) -optim(c(coef(f)[1], log(f$theta)), ll, delta = delta, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000))$value
top <- as.numeric(logLik(f)); cut <- qchisq(0.95, 1) / 2
side <- function(s) uniroot(function(x) top - pl(coef(f)[2] + x) - cut, sort(c(0, s)), tol = 1e-10)$root + coef(f)[2]
rate <- function(a) sum(d$events[d$arm == a]) / sum(d$exposure[d$arm == a])
robust <- function(a) { e <- d[d$arm == a, ]; sum((e$events - rate(a) * e$exposure)^2) / sum(e$events)^2 }
out <- c(log_rate = coef(f)[[1]], log_ratio = coef(f)[[2]], se = sqrt(vcov(f)[2, 2]), theta = f$theta,
         lower = side(-2), upper = side(2), poisson = log(rate(1) / rate(0)), poisson_se = sqrt(robust(0) + robust(1)))
cat(sprintf("%s %.15g\n", sub("[.].*", "", names(out)), out), sep = "")
