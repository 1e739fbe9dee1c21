using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>SelfSubjectAccessReview: whoever has the token may do everything (<c>kubectl auth can-i</c>).</summary>
internal static class AccessReviewEndpoint
{
    public const string Path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    public static async Task HandleAsync(HttpContext context)
    {
        // The question is not read: kubectl asks it in protobuf, and the answer is always the same.
        var review = new JsonObject { ["kind"] = "SelfSubjectAccessReview", ["apiVersion"] = "authorization.k8s.io/v1", ["spec"] = new JsonObject() };
        review["status"] = new JsonObject { ["allowed"] = true, ["reason"] = "local simulation: the bearer of the token may do everything" };
        await context.Response.WriteAsync(201, review);
    }
}
