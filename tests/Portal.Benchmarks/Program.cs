using Portal.Benchmarks;

return await BenchmarkCommand.RunAsync(args);
