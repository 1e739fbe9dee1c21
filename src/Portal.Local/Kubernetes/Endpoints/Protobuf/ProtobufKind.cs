namespace Portal.Local.Kubernetes.Endpoints.Protobuf;

internal enum ProtobufKind
{
    Text,
    TextList,
    Number,
    Flag,
    TextMap,
    BytesMap,
    Message,

    /// <summary>Set by the server, whatever a client sends.</summary>
    Ignored,
}
