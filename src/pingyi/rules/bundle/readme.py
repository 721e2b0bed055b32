"""README.txt: how anybody checks a bundle, in both languages. Protocol bundle §1.

Public: readme.
"""

from pingyi import __version__
from pingyi.rules.encoding import decimal_text
from pingyi.rules.rulebook import Rulebook


def readme(book: Rulebook, result: str) -> str:
    """The text for the campaign of this plan and the result with this digest."""
    points = decimal_text(book.composite.parts[0].points)
    return f"""\
{book.title.zh}
{book.title.en}

这个文件夹里是一次评议公布的全部材料。任何人都可以离线核验，不需要账户，也不需要相信我们的服务器。
This folder is all that the campaign publishes. Anybody can check it offline, without an account and without
trusting our server.

    pip install .        # 在评议程序的源代码目录中；请勿从软件仓库安装同名的包
                         # in the folder of the programme's source; it is on no package index
    pingyi verify .      # 在本文件夹中
                         # in this folder

由评议程序 {__version__} 版生成，请用同一版本核验：其他版本可能无法读取方案。
Made by release {__version__} of the programme, which is the one to check it with: another may not read the plan.

plan.toml, plan.json    评议方案（SHA-256：{book.digest}）
                        the plan
inputs.json             结果所依据的全部数据：票箱计数、抽样框大小、检查评议得分
                        what the result follows from: counts, sizes of the frames, inspection points
result.json             结果（定案部分的 SHA-256：{result}）
                        the result; this is the SHA-256 of its exact part
minutes/                双方（及监督员）共同签字的会议记录
                        minutes signed by all parties
boards/                 每个票箱的公开记录；也可用第三方工具 belenios-tool 核验（见 docs/protocol/board.md）
                        every box's public board, which Belenios's own tool reads as well
journal/                不可改写的日志及其签名（pingyi verify journal）
                        the append-only journal and its signature

用计算器复核一个单位的得分（A6）：
Recompute one unit's total with a pocket calculator:

    总分 = {points} × Σ(票数 × 加权数) ÷ 有效票总数 + 检查评议得分
    total = {points} × Σ(count × weight) ÷ valid answers + inspection points

文件格式见 docs/protocol/bundle.md。
The formats are described in docs/protocol/bundle.md.
"""
