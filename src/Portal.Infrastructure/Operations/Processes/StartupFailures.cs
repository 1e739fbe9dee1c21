using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Operations.Processes;

/// <summary>Mistakes of whoever starts the process, one line each; anything else is a bug and keeps its stack trace.</summary>
public static class StartupFailures
{
    public static IReadOnlyList<string> Of(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(Of)],
        // An unreadable kubeconfig; a port that somebody else has.
        FormatException or IOException => [exception.Message],
        _ => [],
    };
}
