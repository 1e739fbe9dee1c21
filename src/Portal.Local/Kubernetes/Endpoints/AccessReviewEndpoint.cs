using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Access;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>What one may oneself do (<c>kubectl auth can-i</c>), and who one is (<c>kubectl auth whoami</c>).</summary>
internal sealed class AccessReviewEndpoint(Authorization authorization)
{
    private const string Access = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private const string Self = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

    public async Task<bool> TryHandleAsync(HttpContext context, RequestUser user)
    {
        JsonObject? answer = null;
        if (context.Request.Method == "POST" && context.Request.Path == Access)
        {
            answer = await ReviewAsync(context.Request, user);
        }
        else if (context.Request.Method == "POST" && context.Request.Path == Self)
        {
            answer = Introduce(user);
        }

        if (answer is not null)
        {
            await context.Response.WriteAsync(201, answer);
        }

        return answer is not null;
    }

    private async Task<JsonObject> ReviewAsync(HttpRequest request, RequestUser user)
    {
        var review = await RequestBody.ReadObjectAsync(request);
        var wanted = review.Child("spec", "resourceAttributes");
        var allowed = wanted is null
            ? user.IsUnrestricted
            : authorization.Allows(user, new RequestAttributes(wanted.Text("verb") ?? "", wanted.Text("group") ?? "", wanted.Text("resource") ?? "")
            {
                Subresource = wanted.Text("subresource"),
                Namespace = wanted.Text("namespace"),
                Name = wanted.Text("name"),
            });
        review["kind"] = "SelfSubjectAccessReview";
        review["apiVersion"] = "authorization.k8s.io/v1";
        review["status"] = new JsonObject { ["allowed"] = allowed };
        return review;
    }

    private static JsonObject Introduce(RequestUser user) => new()
    {
        ["kind"] = "SelfSubjectReview",
        ["apiVersion"] = "authentication.k8s.io/v1",
        ["metadata"] = new JsonObject(),
        ["status"] = new JsonObject
        {
            ["userInfo"] = new JsonObject { ["username"] = user.Name, ["groups"] = new JsonArray([.. user.Groups.Select(group => JsonValue.Create(group))]) },
        },
    };
}
