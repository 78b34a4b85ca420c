# The R side of the benchmarks (EstimatorsAgainstR). An order is a line: rows are read and made ready, then the
# question is answered as often as asked, each time with its seconds. Nothing but the question is timed.
suppressPackageStartupMessages({
  library(survival)
  library(nlme)
  library(MASS)
})
options(warn = -1)
input <- file("stdin", "r")
while (length(order <- readLines(input, 1)) > 0) {
  part <- strsplit(gsub("\037", "\n", order, fixed = TRUE), "\t", fixed = TRUE)[[1]]
  if (part[1] == "rows") {
    n <- as.integer(part[3])
    columns <- strsplit(part[4], ",")[[1]]
    from <- file(part[2], "rb")
    d <- as.data.frame(setNames(lapply(columns, function(name) readBin(from, "double", n, endian = "big")), columns))
    close(from)
    eval(parse(text = part[5]))
    question <- compiler::compile(parse(text = part[6])[[1]])
    cat("ready\n")
  } else {
    invisible(gc())
    begin <- Sys.time()
    found <- eval(question)
    seconds <- as.numeric(Sys.time() - begin, units = "secs")
    cat(sprintf("%.15g", c(seconds, as.vector(found))), "\n")
  }
  flush(stdout())
}
