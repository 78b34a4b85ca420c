# Makes visits.csv, slopes.csv and reference.json: synthetic persons and what R says of them.
#   Rscript reference.R          (R 4.2.2, nlme 3.1-162)
library(nlme)
set.seed(20261121)
n <- 60
sd <- outer(1:4, 1:4, function(i, j) 9 * 0.7^abs(i - j) * sqrt(i * j))
visits <- do.call(rbind, lapply(1:n, function(id) {
  arm <- (id - 1) %% 2
  baseline <- round(rnorm(1, 60, 12), 1)
  y <- baseline - 0.1 * (baseline - 60) - (1:4) * (2 - arm) + t(chol(sd)) %*% rnorm(4)
  seen <- runif(4) > c(0.02, 0.1, 0.15, 0.2)
  data.frame(id = id, site = paste0("s", id %% 3), arm = arm, baseline = baseline,
             visit = 0:3, value = round(as.vector(y), 2))[seen, ]
}))
write.csv(visits, "visits.csv", row.names = FALSE, quote = FALSE)
visits$change <- visits$value - visits$baseline
visits$a <- factor(visits$arm); visits$v <- factor(visits$visit); visits$n <- visits$visit + 1
g <- gls(change ~ 0 + a:v + v:I(baseline - 60), data = visits,
         correlation = corSymm(form = ~ n | id), weights = varIdent(form = ~ 1 | v),
         method = "REML", control = glsControl(tolerance = 1e-12, msTol = 1e-12, msMaxIter = 1000, maxIter = 500))
slopes <- do.call(rbind, lapply(1:90, function(id) {
  arm <- (id - 1) %% 2
  days <- sort(sample(0:1400, sample(3:7, 1)))
  b <- c(rnorm(1, 55, 8), rnorm(1, -3 + arm, 1.5))
  data.frame(id = id, site = paste0("s", id %% 3), arm = arm, days = days,
             value = round(b[1] + b[2] * days / 365.25 + rnorm(length(days), 0, 2.5), 2))
}))
write.csv(slopes, "slopes.csv", row.names = FALSE, quote = FALSE)
slopes$years <- slopes$days / 365.25; slopes$a <- factor(slopes$arm)
l <- lme(value ~ 0 + a + a:years, data = slopes, random = ~ years | id, method = "REML",
         control = lmeControl(tolerance = 1e-12, msTol = 1e-12, maxIter = 500, msMaxIter = 1000))
G <- as.matrix(getVarCov(l))
num <- function(x) paste0("[", paste(sprintf("%.10g", as.vector(x)), collapse = ", "), "]")
mean0 <- mean(unique(visits[, c("id", "baseline")])$baseline)
co <- coef(g); V <- vcov(g)
# names are a0:v0 a1:v0 a0:v1 ...; adjusted mean at the mean baseline
adj <- function(a, v) { w <- setNames(rep(0, length(co)), names(co))
  w[paste0("a", a, ":v", v)] <- 1; w[paste0("v", v, ":I(baseline - 60)")] <- mean0 - 60
  c(sum(w * co), sqrt(t(w) %*% V %*% w)) }
dif <- function(v) { w <- setNames(rep(0, length(co)), names(co))
  w[paste0("a1:v", v)] <- 1; w[paste0("a0:v", v)] <- -1
  c(sum(w * co), sqrt(t(w) %*% V %*% w)) }
out <- c(
  sprintf('"visits.logLik": [%.10g]', logLik(g)),
  sprintf('"visits.mean.0": %s', num(sapply(0:3, function(v) adj(0, v)))),
  sprintf('"visits.mean.1": %s', num(sapply(0:3, function(v) adj(1, v)))),
  sprintf('"visits.difference": %s', num(sapply(0:3, dif))),
  sprintf('"slopes.logLik": [%.10g]', logLik(l)),
  sprintf('"slopes.effects": %s', num(fixef(l)[c("a0", "a0:years", "a1", "a1:years")])),
  sprintf('"slopes.se": %s', num(sqrt(diag(vcov(l)))[c("a0", "a0:years", "a1", "a1:years")])),
  sprintf('"slopes.covariance": %s', num(c(G[1, 1], G[1, 2], G[2, 2], l$sigma^2))))
writeLines(c("{", paste0("  ", paste(out, collapse = ",\n  ")), "}"), "reference.json")
