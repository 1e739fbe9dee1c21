using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Local.Kubernetes.Access;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Faults;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>Every request comes in here: health, token, description, then resources. Every failure leaves as a Status.</summary>
internal sealed partial class RequestDispatcher(
    FaultPlan faults,
    Authentication authentication,
    Authorization authorization,
    AccessReviewEndpoint reviews,
    DiscoveryEndpoint discovery,
    ResourceEndpoint resources,
    TrafficSimulation traffic,
    ILogger<RequestDispatcher> logger)
{
    /// <summary>Stands between the socket and everything else, to fail, delay or lose requests; the second argument goes on with the request.</summary>
    public Func<HttpContext, Func<Task>, Task>? Interception { get; set; }

    public Task HandleAsync(HttpContext context) =>
        Interception is { } interception ? interception(context, () => GoOnAsync(context)) : GoOnAsync(context);

    private Task GoOnAsync(HttpContext context) => faults.ApplyAsync(context, () => AnswerAsync(context));

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await DispatchAsync(context, context.Request.Path.Value ?? "/");
        }
        catch (ApiException error)
        {
            await context.Response.WriteErrorAsync(error);
        }
        catch (BadHttpRequestException exception)
        {
            await context.Response.WriteErrorAsync(exception.StatusCode == 413 ? ApiErrors.TooLarge() : ApiErrors.BadRequest(exception.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody to answer.
        }
#pragma warning disable CA1031 // The last resort of the server: logged and told as an internal error.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailure(logger, exception, context.Request.Method, context.Request.Path);
            await context.Response.WriteErrorAsync(new ApiException(500, "InternalError", "Internal error occurred: " + exception.Message));
        }
    }

    private async Task DispatchAsync(HttpContext context, string path)
    {
        if (path is "/healthz" or "/livez" or "/readyz" || path.StartsWith("/readyz/", StringComparison.Ordinal) || path.StartsWith("/livez/", StringComparison.Ordinal))
        {
            await context.Response.WriteTextAsync(200, "text/plain; charset=utf-8", "ok");
            return;
        }

        var user = authentication.Require(context.Request);
        if (path == "/metrics")
        {
            authorization.RequirePath(user, path);
            await context.Response.WriteTextAsync(200, MetricsText.ContentType, MetricsText.Of(traffic.Totals()));
        }
        else if (!await reviews.TryHandleAsync(context, user) && !await discovery.TryHandleAsync(context, path))
        {
            await resources.HandleAsync(context, RequestPath.TryParse(path) ?? throw ApiErrors.NoSuchPath(), user);
        }
    }

    [LoggerMessage(EventId = 7111, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception exception, string method, string path);
}
