# Reference answers to the four questions, by R alone, from the rows of a test-only dump.
# Usage: Rscript reference.R <folder>   reads survival.csv response.csv toxicity.csv cost.csv, writes reference.csv
# reference.csv: question,key,quantity,value  (17 significant digits; empty = not reached)
suppressPackageStartupMessages(library(survival))

folder <- commandArgs(trailingOnly = TRUE)[1]
level <- 0.95
read <- function(name) read.csv(file.path(folder, name), stringsAsFactors = FALSE, colClasses = c(person = "character"))
out <- data.frame(question = character(), key = character(), quantity = character(), value = character())
put <- function(question, key, quantity, value) {
  text <- ifelse(is.na(value), "", sprintf("%.17g", value))
  out <<- rbind(out, data.frame(question, key = as.character(key), quantity, value = text))
}
exact <- function(question, key, x, n) {
  ci <- binom.test(x, n, conf.level = level)$conf.int
  put(question, key, "n", n)
  put(question, key, "count", x)
  put(question, key, "rate", x / n)
  put(question, key, "lower", ci[1])
  put(question, key, "upper", ci[2])
}

s <- read("survival.csv")
fit <- survfit(Surv(time, event) ~ 1, data = s, conf.type = "log-log", conf.int = level)
put("survival", "all", "n", nrow(s))
put("survival", "all", "events", sum(s$event))
for (i in seq_along(fit$time)) {
  key <- sprintf("%.17g", fit$time[i])
  put("survival", key, "at-risk", fit$n.risk[i])
  put("survival", key, "surv", fit$surv[i])
  put("survival", key, "std-err", fit$std.err[i] * fit$surv[i])
  put("survival", key, "lower", fit$lower[i])
  put("survival", key, "upper", fit$upper[i])
}
median <- quantile(fit, 0.5)
put("survival", "median", "value", median$quantile)
put("survival", "median", "lower", median$lower)
put("survival", "median", "upper", median$upper)

r <- read("response.csv")
for (endpoint in unique(r$endpoint)) {
  rows <- r[r$endpoint == endpoint, ]
  exact("response", endpoint, sum(rows$responder), nrow(rows))
}

t <- read("toxicity.csv")   # one row per person and term with the worst grade; term "" = person without event
persons <- length(unique(t$person))
events <- t[t$term != "", ]
for (term in sort(unique(events$term))) {
  worst <- events[events$term == term, ]
  exact("toxicity-any", term, nrow(worst), persons)
  exact("toxicity-severe", term, sum(worst$grade >= 3), persons)
  for (g in 1:5) put("toxicity-grade", paste(term, g, sep = "/"), "count", sum(worst$grade == g))
}

c <- read("cost.csv")       # one row per course
ci <- t.test(c$amount, conf.level = level)$conf.int
put("cost", "all", "n", nrow(c))
put("cost", "all", "mean", mean(c$amount))
put("cost", "all", "sd", sd(c$amount))
put("cost", "all", "lower", ci[1])
put("cost", "all", "upper", ci[2])

write.csv(out, file.path(folder, "reference.csv"), row.names = FALSE)
cat("survival", as.character(packageVersion("survival")), "R", R.version$major, R.version$minor, "\n")
