using System.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace Portal.Layout;

/// <summary>What a person sees instead of a page that threw; the log holds the exception under the same code.</summary>
public sealed partial class PageFailure : ComponentBase
{
    private string _correlationId = "";

    /// <summary>What the page threw.</summary>
    [Parameter, EditorRequired]
    public required Exception Exception { get; set; }

    [Inject]
    private ILogger<PageFailure> Logger { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized()
    {
        _correlationId = Activity.Current?.TraceId.ToString() ?? ActivityTraceId.CreateRandom().ToString();
        LogPageFailed(Logger, Exception, new Uri(Navigation.Uri).AbsolutePath, _correlationId);
    }

    [LoggerMessage(EventId = 9001, Level = LogLevel.Error, Message = "Page {Path} failed, correlation id {CorrelationId}")]
    private static partial void LogPageFailed(ILogger logger, Exception exception, string path, string correlationId);
}
