namespace Portal.Local.Kubernetes.Endpoints.Protobuf;

/// <summary>One field of a message: its JSON name, and what its bytes are.</summary>
internal sealed record ProtobufField(string Name, ProtobufKind Kind, ProtobufMessage? Message = null);
