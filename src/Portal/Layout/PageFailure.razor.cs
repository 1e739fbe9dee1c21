using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Domain.Tenancy;

namespace Portal.Layout;

/// <summary>What a person sees instead of a page that was refused or threw; for a fault of ours the log holds the exception under the same code.</summary>
public sealed partial class PageFailure : ComponentBase
{
    private string _title = "";
    private string _detail = "";
    private string? _correlationId;
    private string _signInHref = "/sign-in";
    private bool _signIn;
    private bool _refused;

    /// <summary>What the page threw.</summary>
    [Parameter, EditorRequired]
    public required Exception Exception { get; set; }

    [Inject]
    private ILogger<PageFailure> Logger { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized()
    {
        var path = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        switch (Exception)
        {
            case SessionOverException:
                (_title, _detail) = ("Your session is over", "It ran out, or it was ended somewhere else. Sign in again and you are back on this page.");
                (_signIn, _signInHref) = (true, $"/sign-in?returnUrl={Uri.EscapeDataString(path)}");
                return;
            case TenantNotServedException stopped:
                (_title, _detail, _refused) = (stopped.Refusal.Title, stopped.Refusal.Detail, true);
                return;
            case ScreenRefusedException refused:
                (_title, _detail, _refused) = (refused.Error.Title, refused.Error.Detail, true);
                return;
            default:
                (_title, _detail) = IsAway(Exception)
                    ? ("The data cannot be reached right now", "Portal lost its database for a moment. Rollouts go on without it. Reload the page in a few seconds.")
                    : ("This page could not be shown", "A fault on our side stopped it. Nothing you had already confirmed is lost. Reload the page; if it happens again, tell support the code below.");
                _correlationId = Activity.Current?.TraceId.ToString() ?? ActivityTraceId.CreateRandom().ToString();
                LogPageFailed(Logger, Exception, path.Split('?')[0], _correlationId);
                return;
        }
    }

    private static bool IsAway(Exception exception) => exception is DbException or TimeoutException || exception.InnerException is DbException;

    [LoggerMessage(EventId = 9001, Level = LogLevel.Error, Message = "Page {Path} failed, correlation id {CorrelationId}")]
    private static partial void LogPageFailed(ILogger logger, Exception exception, string path, string correlationId);
}
