using Portal.Domain;

namespace Portal.Api;

internal sealed record CursorInvalid(string Cursor)
    : Error(ErrorKind.Malformed, "request.cursor.invalid", "The cursor is not valid here",
        $"The cursor \"{FieldText.Excerpt(Cursor)}\" is not one that this list gave out. Begin again without a cursor.");
