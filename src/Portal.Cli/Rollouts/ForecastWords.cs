using System.Globalization;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Cli.Rollouts;

/// <summary>How soon a strategy would find a fault, as lines.</summary>
internal static class ForecastWords
{
    private static readonly double[] FaultPercents = [1, 2, 5, 20, 100];

    public static void Print(RolloutStrategy strategy, double requestsPerSecond, double errorPercent, TextWriter output)
    {
        for (var step = 0; step < strategy.Steps.Count; step++)
        {
            output.WriteLine($"{step + 1,3}. {strategy.Steps[step].Describe()}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"With {requestsPerSecond:0.##} requests a second, of which {errorPercent:0.##} % fail usually, half of the time a version of which"));
        foreach (var fault in FaultPercents.Where(fault => fault > errorPercent))
        {
            var found = DetectionForecast.Of(AnalysisSettings.Default, requestsPerSecond, strategy, errorPercent / 100, fault / 100);
            output.WriteLine(found is null
                ? $"{fault,5} % fail reaches everybody unnoticed"
                : string.Create(CultureInfo.InvariantCulture, $"{fault,5} % fail is found within {found.After.TotalSeconds:0} s, at {found.Weight * 100:0} %, after {Math.Ceiling(found.FailedRequests):0} more failed requests"));
        }
    }
}
