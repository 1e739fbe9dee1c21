using Microsoft.AspNetCore.Diagnostics;
using Portal.Layout;

namespace Portal.Api;

/// <summary>Gives a problem to the refusals that routing makes on its own, without a body.</summary>
internal static class EmptyAnswers
{
    public static Task WriteAsync(StatusCodeContext refusal)
    {
        var context = refusal.HttpContext;
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return NotFoundAnswer.WriteAsync(refusal);
        }

        var (code, title, detail) = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ("route.unknown", "Not found", $"There is no route {context.Request.Method} {context.Request.Path}. See /openapi/v1.json."),
            StatusCodes.Status405MethodNotAllowed => ("request.method.unsupported", "The method is not supported here",
                $"{context.Request.Path} does not take {context.Request.Method}. See the Allow header."),
            StatusCodes.Status415UnsupportedMediaType => ("request.media-type.unsupported", "The media type is not supported", "Send a body of application/json."),
            var status => ("request.refused", "The request was refused", $"The request was refused with {status}. See /openapi/v1.json."),
        };
        return ProblemMapper.Write(context.Response.StatusCode, code, title, detail, [], context).ExecuteAsync(context);
    }
}
