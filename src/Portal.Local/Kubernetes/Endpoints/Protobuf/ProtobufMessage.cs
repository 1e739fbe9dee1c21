namespace Portal.Local.Kubernetes.Endpoints.Protobuf;

/// <summary>The fields of a message by number (k8s.io/api, generated.proto).</summary>
internal sealed class ProtobufMessage(Dictionary<int, ProtobufField> fields)
{
    private static readonly ProtobufMessage Meta = new(new Dictionary<int, ProtobufField>
    {
        [1] = new("name", ProtobufKind.Text),
        [2] = new("generateName", ProtobufKind.Text),
        [3] = new("namespace", ProtobufKind.Text),
        [4] = new("selfLink", ProtobufKind.Ignored),
        [5] = new("uid", ProtobufKind.Text),
        [6] = new("resourceVersion", ProtobufKind.Text),
        [7] = new("generation", ProtobufKind.Ignored),
        [8] = new("creationTimestamp", ProtobufKind.Ignored),
        [11] = new("labels", ProtobufKind.TextMap),
        [12] = new("annotations", ProtobufKind.TextMap),
        [14] = new("finalizers", ProtobufKind.TextList),
        [17] = new("managedFields", ProtobufKind.Ignored),
    });

    private static readonly ProtobufMessage ResourceAttributes = new(new Dictionary<int, ProtobufField>
    {
        [1] = new("namespace", ProtobufKind.Text),
        [2] = new("verb", ProtobufKind.Text),
        [3] = new("group", ProtobufKind.Text),
        [4] = new("version", ProtobufKind.Text),
        [5] = new("resource", ProtobufKind.Text),
        [6] = new("subresource", ProtobufKind.Text),
        [7] = new("name", ProtobufKind.Text),
    });

    private static readonly Dictionary<string, ProtobufMessage> Kinds = new(StringComparer.Ordinal)
    {
        ["v1/Namespace"] = Object((2, new("spec", ProtobufKind.Ignored)), (3, new("status", ProtobufKind.Ignored))),
        ["v1/ServiceAccount"] = Object(),
        ["v1/ConfigMap"] = Object(
            (2, new("data", ProtobufKind.TextMap)), (3, new("binaryData", ProtobufKind.BytesMap)), (4, new("immutable", ProtobufKind.Flag))),
        ["v1/Secret"] = Object(
            (2, new("data", ProtobufKind.BytesMap)),
            (3, new("type", ProtobufKind.Text)),
            (4, new("stringData", ProtobufKind.TextMap)),
            (5, new("immutable", ProtobufKind.Flag))),
        ["authorization.k8s.io/v1/SelfSubjectAccessReview"] = Object((2, new("spec", ProtobufKind.Message, new ProtobufMessage(new Dictionary<int, ProtobufField>
        {
            [1] = new("resourceAttributes", ProtobufKind.Message, ResourceAttributes),
            [2] = new("nonResourceAttributes", ProtobufKind.Ignored),
        }))), (3, new("status", ProtobufKind.Ignored))),
        ["authentication.k8s.io/v1/SelfSubjectReview"] = Object((2, new("status", ProtobufKind.Ignored))),
        ["authentication.k8s.io/v1/TokenRequest"] = Object((2, new("spec", ProtobufKind.Message, new ProtobufMessage(new Dictionary<int, ProtobufField>
        {
            [1] = new("audiences", ProtobufKind.TextList),
            [3] = new("boundObjectRef", ProtobufKind.Ignored),
            [4] = new("expirationSeconds", ProtobufKind.Number),
        }))), (3, new("status", ProtobufKind.Ignored))),
    };

    public static ProtobufMessage? OfKind(string apiVersion, string kind) => Kinds.GetValueOrDefault($"{apiVersion}/{kind}");

    public ProtobufField? Find(int number) => fields.GetValueOrDefault(number);

    private static ProtobufMessage Object(params (int Number, ProtobufField Field)[] own)
    {
        var fields = own.ToDictionary(entry => entry.Number, entry => entry.Field);
        fields[1] = new ProtobufField("metadata", ProtobufKind.Message, Meta);
        return new ProtobufMessage(fields);
    }
}
