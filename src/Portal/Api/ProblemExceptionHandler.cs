using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy;

namespace Portal.Api;

/// <summary>Turns what could not be a value into problem details: unreadable requests are the caller's, the rest is logged and told without detail.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var result = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(httpContext),
            BadHttpRequestException { InnerException: JsonException json } => Unreadable(json, httpContext),
            BadHttpRequestException bad => ProblemMapper.Write(bad.StatusCode, Code(bad.StatusCode), "The request cannot be read", bad.Message, [], httpContext),
            TenantNotServedException stopped => ProblemMapper.ToResult(stopped.Refusal, httpContext),
            KeyFailureException sealing => Sealing(sealing, httpContext),
            // U+0000 in a text: JSON and addresses can hold it, PostgreSQL cannot.
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => ProblemMapper.Write(
                StatusCodes.Status400BadRequest, "request.malformed", "The request cannot be read", "A text contains the character U+0000. Remove it.", [], httpContext),
            _ => QuotaRefusal.Find(exception) is { } exceeded ? ProblemMapper.ToResult(exceeded, httpContext)
                : DatabaseRefusal.Find(exception) is { } refused ? Unavailable(refused, httpContext) : null,
        };
        if (result is null)
        {
            LogUnhandled(exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName ?? "none");
            result = ProblemMapper.Write(
                StatusCodes.Status500InternalServerError,
                "internal",
                "Something went wrong on our side",
                $"The request was not completed. Tell support the correlation id {Correlation.Id(httpContext)}.",
                [],
                httpContext);
        }

        await result.ExecuteAsync(httpContext);
        return true;
    }

    private static string Code(int status) => status == StatusCodes.Status415UnsupportedMediaType ? "request.media-type.unsupported" : "request.malformed";

    private static IResult TooLarge(HttpContext context) => ProblemMapper.Write(
        StatusCodes.Status413PayloadTooLarge, "request.too-large", "The request is too large", "A request body has at most 1 MiB (1,048,576 bytes). Send less.", [], context);

    private IResult Sealing(KeyFailureException failure, HttpContext context)
    {
        if (failure.Refusal is KeysUnavailable away)
        {
            LogKeysAway(away.Provider, away.Reason);
            context.Response.Headers.RetryAfter = "30";
        }

        return ProblemMapper.ToResult(failure.Refusal, context);
    }

    private static IResult Unavailable(DatabaseRefusal refused, HttpContext context)
    {
        context.Response.Headers.RetryAfter = refused.RetryAfter.ToString(CultureInfo.InvariantCulture);
        return ProblemMapper.ToResult(refused, context);
    }

    private static IResult Unreadable(JsonException json, HttpContext context)
    {
        var pointer = "/" + (json.Path ?? "$").TrimStart('$').TrimStart('.').Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var unknown = json.Message.Contains("could not be mapped", StringComparison.Ordinal);
        var message = unknown
            ? "This field is not known. Remove it or correct its name."
            : "This is not the JSON that is expected here. See /openapi/v1.json.";
        return ProblemMapper.Write(
            StatusCodes.Status400BadRequest,
            unknown ? "request.field.unknown" : "request.malformed",
            unknown ? "A field is not known" : "The request cannot be read",
            $"{pointer}: {message}",
            [new FieldError(pointer, "", message)],
            context);
    }

    [LoggerMessage(180, LogLevel.Error, "Secrets cannot be read or written: the key service {Provider} is away. {Reason}")]
    private partial void LogKeysAway(string provider, string reason);

    [LoggerMessage(1, LogLevel.Error, "Unhandled exception in {Method} {Endpoint}")]
    private partial void LogUnhandled(Exception exception, string method, string endpoint);
}
