"""What went wrong with an AI service, in one Vietnamese line with the next step."""

from __future__ import annotations

_BY_STATUS = {
    400: "Dịch vụ AI không hiểu yêu cầu. Hãy kiểm tra tên mô hình: `binhdan connect`.",
    401: "Khoá truy cập không đúng hoặc đã hết hạn. Hãy nhập lại khoá: `binhdan connect`.",
    402: "Tài khoản đã hết tiền. Hãy nạp thêm hoặc quay về AI luyện tập: `binhdan connect --forget`.",
    403: "Khoá này không được phép dùng mô hình này. Hãy hỏi người cấp khoá hoặc chọn mô hình khác.",
    404: "Không thấy mô hình hoặc địa chỉ này. Hãy kiểm tra địa chỉ (thường kết thúc bằng /v1) và tên mô hình: `binhdan connect`.",
    413: "Nội dung gửi lên quá dài. Hãy chia nhỏ rồi gửi lại.",
    429: "Hỏi quá nhanh hoặc đã hết hạn mức. Hãy chờ vài phút rồi thử lại.",
}
_BROKEN = "Máy chủ AI đang trục trặc (lỗi {status}). Hãy chờ vài phút rồi thử lại."
_TIMEOUT = "Máy chủ AI trả lời quá lâu. Hãy kiểm tra mạng, rồi thử lại với câu ngắn hơn."
_REFUSED = "Không có máy chủ AI ở địa chỉ này. Hãy mở máy chủ (Ollama, LM Studio, máy của lớp…) rồi thử lại."
_UNKNOWN_HOST = "Không tìm thấy địa chỉ máy chủ AI. Hãy kiểm tra mạng và địa chỉ đã nhập: `binhdan connect`."
_UNREACHABLE = "Không nối được tới máy chủ AI. Hãy kiểm tra mạng và địa chỉ đã nhập: `binhdan connect`."
_NOT_AN_API = "Địa chỉ này không trả lời như một dịch vụ AI. Hãy kiểm tra địa chỉ (thường kết thúc bằng /v1)."


def explain(error: Exception) -> str:
    """Return one Vietnamese line for an error of the openai client. It never quotes the key or the server."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return _TIMEOUT
    if isinstance(error, openai.APIConnectionError):
        return _unreachable(error)
    if isinstance(error, openai.APIStatusError):
        fallback = _BROKEN.format(status=error.status_code) if error.status_code >= 500 else _NOT_AN_API
        return _BY_STATUS.get(error.status_code, fallback)
    return _NOT_AN_API


def _unreachable(error: Exception) -> str:
    causes = []
    while error is not None and len(causes) < 10:
        causes.append(error)
        error = error.__cause__ or error.__context__
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return _REFUSED
    said = " ".join(str(cause).lower() for cause in causes)
    if any(sign in said for sign in ("refused", "actively refused", "all connection attempts failed")):
        return _REFUSED
    if any(sign in said for sign in ("name or service", "getaddrinfo", "nodename", "name resolution")):
        return _UNKNOWN_HOST
    return _UNREACHABLE
