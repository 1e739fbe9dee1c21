using Portal.Domain;

namespace Portal.Api;

/// <summary>How endpoints answer.</summary>
internal static class ApiResults
{
    /// <summary>The response for a success, problem details for a refusal.</summary>
    public static IResult ToApi<T>(this Result<T> result, HttpContext context, Func<T, ApiResponse> success) =>
        result.Match(success, error => ProblemMapper.ToResult(error, context));

    /// <summary>200 with the value.</summary>
    public static IResult ToApi<T>(this Result<T> result, HttpContext context) => result.ToApi(context, value => new(StatusCodes.Status200OK, value));
}
