using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Access;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Watches;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>Finds the verb of a request for a resource.</summary>
internal sealed class ResourceEndpoint(
    ResourceCatalog catalog,
    ReadEndpoint read,
    WriteEndpoint write,
    DeleteEndpoint delete,
    WatchEndpoint watch,
    ScaleEndpoint scale,
    ProxyEndpoint proxy,
    LogEndpoint log,
    TokenEndpoint tokens,
    Authorization authorization)
{
    public Task HandleAsync(HttpContext context, RequestPath path, RequestUser user)
    {
        // Whether it is served at all is told to nobody who may not look.
        var wanted = RequestAttributes.Of(context.Request, path);
        authorization.Require(user, wanted);
        var type = catalog.Find(path.Group, path.Version, path.Plural) ?? throw ApiErrors.NoSuchPath();
        var isItem = path.Name is not null;
        if (type.Namespaced ? isItem && path.Namespace is null : path.Namespace is not null)
        {
            throw ApiErrors.NoSuchPath();
        }

        var request = new ApiRequest(context, path, type, verb => authorization.Require(user, wanted with { Verb = verb, Name = null }));
        return path.Subresource switch
        {
            null => isItem ? Item(request) : Collection(request),
            "status" when type.HasStatus => Status(request),
            "scale" => scale.HandleAsync(request),
            "proxy" => proxy.HandleAsync(request),
            "log" when type.Collection == Collections.Pods && context.Request.Method == "GET" => log.HandleAsync(request),
            "token" when type.Collection == Collections.ServiceAccounts => tokens.HandleAsync(request),
            _ => throw ApiErrors.NoSuchPath(),
        };
    }

    private Task Item(ApiRequest request) => request.Http.Request.Method switch
    {
        "GET" when request.IsSet("watch") => watch.WatchAsync(request),
        "GET" => read.GetAsync(request),
        "PUT" => write.UpdateAsync(request),
        "PATCH" => write.PatchAsync(request),
        "DELETE" => delete.DeleteAsync(request),
        _ => throw ApiErrors.MethodNotAllowed(),
    };

    private Task Collection(ApiRequest request) => request.Http.Request.Method switch
    {
        "GET" when request.IsSet("watch") => watch.WatchAsync(request),
        "GET" => read.ListAsync(request),
        "POST" when !request.Type.Namespaced || request.Path.Namespace is not null => write.CreateAsync(request),
        "DELETE" => delete.DeleteCollectionAsync(request),
        _ => throw ApiErrors.MethodNotAllowed(),
    };

    private Task Status(ApiRequest request) => request.Http.Request.Method switch
    {
        "GET" => read.GetAsync(request),
        "PUT" => write.UpdateAsync(request),
        "PATCH" => write.PatchAsync(request),
        _ => throw ApiErrors.MethodNotAllowed(),
    };
}
