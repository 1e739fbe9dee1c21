using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain;

namespace Portal.Api;

/// <summary>The one place where a refusal becomes problem details (RFC 9457).</summary>
internal static class ProblemMapper
{
    public static int Status(ErrorKind kind) => kind switch
    {
        ErrorKind.Malformed => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
        ErrorKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new UnreachableException($"No status for {kind}"),
    };

    public static IResult ToResult(Error error, HttpContext context) => Write(Status(error.Kind), error.Code, error.Title, error.Detail, error.Fields, context);

    public static IResult Write(int status, string code, string title, string detail, IReadOnlyList<FieldError> fields, HttpContext context)
    {
        var problem = new ProblemDetails
        {
            Type = $"/docs/errors#{code}",
            Title = title,
            Status = status,
            Detail = detail,
            Extensions = { ["code"] = code, ["correlationId"] = Correlation.Id(context) },
        };
        if (fields.Count > 0)
        {
            problem.Extensions["errors"] = fields;
        }

        return Results.Problem(problem);
    }
}
